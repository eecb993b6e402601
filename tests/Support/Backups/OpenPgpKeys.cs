using CptsReferral.Support.Processes;
using Xunit;

namespace CptsReferral.Support.Backups;

/// <summary>A pair of keys as administrators make it for their backups, with GnuPG, in a folder of its own.</summary>
public sealed class OpenPgpKeys : IAsyncLifetime
{
    public const string Passphrase = "quatre mots très ordinaires";

    readonly DirectoryInfo home = Directory.CreateTempSubdirectory("cpts-gpg-");

    /// <summary>What the machine that takes backups has.</summary>
    public FileInfo Public => new(Path.Combine(home.FullName, "backup-public.asc"));

    /// <summary>What lies elsewhere, under other hands; <see cref="Passphrase"/> opens it.</summary>
    public FileInfo Secret => new(Path.Combine(home.FullName, "backup-secret.asc"));

    public async ValueTask InitializeAsync()
    {
        if (Secret.Exists)
            return;
        await GpgAsync("--quick-generate-key", "CPTS backup", "future-default", "default", "never");
        await GpgAsync("--armor", "--output", Public.FullName, "--export");
        await GpgAsync("--armor", "--output", Secret.FullName, "--export-secret-keys");
    }

    /// <summary>What a file holds that was encrypted to this key, as GnuPG reads it.</summary>
    public Task<string> DecryptsAsync(FileInfo file) => GpgAsync("--decrypt", file.FullName);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync("gpgconf", "--homedir", home.FullName, "--kill", "all");
        home.Delete(recursive: true);
    }

    Task<string> GpgAsync(params string[] arguments) =>
        Command.RunAsync(["gpg", "--homedir", home.FullName, "--quiet", "--batch", "--pinentry-mode", "loopback", "--passphrase", Passphrase, .. arguments]);
}
