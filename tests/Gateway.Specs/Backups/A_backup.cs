using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Api;
using CptsReferral.Support.Backups;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Backups;

/// <summary>An encrypted backup is taken while people work, and put into an empty database, of either engine.</summary>
public abstract class A_backup(PostgreSqlServer server, OpenPgpKeys keys) : IClassFixture<PostgreSqlServer>, IClassFixture<OpenPgpKeys>, IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-backup-");
    readonly List<IAsyncDisposable> ours = [];
    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    FileInfo File => new(Path.Combine(folder.FullName, "cpts.pgp"));

    /// <summary>That the backup is taken from.</summary>
    protected abstract DatabaseProvider From { get; }

    public async ValueTask InitializeAsync()
    {
        var database = await DatabaseAsync(From);
        host = Ours(await StandaloneHost.StartAsync(startsAt: null, demo: true, database: database));
        await Host.SettlesAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // A host before its database.
        foreach (var each in Enumerable.Reverse(ours))
            await each.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Holds_every_row_and_work_goes_on_from_it(DatabaseProvider into)
    {
        var asked = (await Host.Gp.GetsAsync("/api/referrals?limit=100", Cancellation)).Json;
        await TakenAsync();
        var database = await DatabaseAsync(into);

        var (code, words) = await RestoresAsync(database);

        code.ShouldBe(0, words);
        words.ShouldStartWith("Put back: ");
        Rows(await StandaloneHost.LinesOfBackupAsync(database, Cancellation)).ShouldBe(Rows(Lines(await keys.DecryptsAsync(File))), ignoreOrder: true);

        await using var again = await StandaloneHost.StartAsync(
            startsAt: null, builder => builder.Configuration["Content:KeysDirectory"] = Host.KeysFolder, database: database);
        (await again.Gp.GetsAsync("/api/referrals?limit=100", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(asked.GetProperty("items").GetArrayLength());

        // Whatever the engine numbers goes on behind the rows that were put in.
        var answered = await again.AnsweredAsync("cardiology", Cancellation);
        await again.ReachesAsync(answered, "delivered", Cancellation);
    }

    [Fact]
    public async Task Is_of_one_instant_whatever_is_written_while_it_is_taken()
    {
        var later = Guid.Empty;
        var lines = await Host.LinesOfBackupAsync("ReferralMove", async () => later = await Host.QueuedAsync("ecg", Cancellation), Cancellation);

        later.ShouldNotBe(Guid.Empty);
        string.Join('\n', lines).ShouldNotContain(later.ToString());
        (await Host.Gp.ReadsAsync(later, Cancellation)).Json.GetProperty("id").GetGuid().ShouldBe(later);
    }

    [Fact]
    public async Task Can_be_read_by_nobody_but_its_recipient_with_any_openpgp_program()
    {
        var reference = (await Host.Gp.GetsAsync("/api/referrals?limit=1", Cancellation)).Json.GetProperty("items")[0].GetProperty("reference").GetString()!;
        await TakenAsync();

        var bytes = await System.IO.File.ReadAllBytesAsync(File.FullName, Cancellation);
        bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(reference)).ShouldBe(-1);
        if (!OperatingSystem.IsWindows())
            File.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var clear = await keys.DecryptsAsync(File);
        clear.ShouldContain(reference);
        using var head = JsonDocument.Parse(Lines(clear)[0]);
        head.RootElement.GetProperty("backup").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task That_is_damaged_or_opened_wrongly_leaves_the_database_empty()
    {
        await TakenAsync();
        var database = await DatabaseAsync(From);
        var bytes = await System.IO.File.ReadAllBytesAsync(File.FullName, Cancellation);
        await using var others = new OpenPgpKeys();
        await others.InitializeAsync();

        (await RestoresAsync(database, secretKey: others.Secret)).ShouldBe((1, "The backup is not for this key.\n"));
        (await RestoresAsync(database, passphrase: "un autre")).Words.ShouldStartWith("The passphrase does not open the secret key");
        (await RestoresAsync(database, secretKey: keys.Public)).Words.ShouldContain("is no secret key");
        (await RestoresAsync(database, await DamagedAsync(bytes[..(bytes.Length * 2 / 3)]))).ShouldBe((1, NotWhole));
        (await RestoresAsync(database, await DamagedAsync(bytes[..^1]))).ShouldBe((1, NotWhole));
        for (var at = bytes.Length / 4; at < bytes.Length; at += bytes.Length / 4)
            (await RestoresAsync(database, await DamagedAsync([.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]))).ShouldBe((1, NotWhole));
        (await RestoresAsync(database, await DamagedAsync("not encrypted at all"u8.ToArray()))).ShouldBe((1, "The file is no backup.\n"));

        (await RestoresAsync(database)).Code.ShouldBe(0, "what is as it was written still goes into it");
    }

    [Fact]
    public async Task Is_not_put_over_what_is_there()
    {
        await TakenAsync();
        var database = await DatabaseAsync(From);
        (await RestoresAsync(database)).Code.ShouldBe(0);

        var (code, words) = await RestoresAsync(database);

        code.ShouldBe(1);
        words.ShouldStartWith("The database is not empty");
        (await Host.BacksUpAsync(File, keys.Public, Cancellation)).Words.ShouldEndWith("is there already.\n");
        (await Host.BacksUpAsync(new FileInfo(File.FullName + "2"), keys.Secret, Cancellation)).Words.ShouldContain("is no public key");
        var nowhere = new FileInfo(Path.Combine(folder.FullName, "nowhere", "cpts.pgp"));
        var (refused, sentence) = await Host.BacksUpAsync(nowhere, keys.Public, Cancellation);
        refused.ShouldBe(1);
        sentence.ShouldContain(nowhere.FullName);
        folder.GetFiles().Select(file => file.Name).ShouldBe(["cpts.pgp"]);
    }

    const string NotWhole = "The file is not whole, or was changed: nothing was put back.\n";

    async Task TakenAsync()
    {
        var (code, words) = await Host.BacksUpAsync(File, keys.Public, Cancellation);
        code.ShouldBe(0, words);
        words.ShouldStartWith("Backed up to ");
    }

    Task<(int Code, string Words)> RestoresAsync(SpecDatabase into, FileInfo? from = null, FileInfo? secretKey = null, string passphrase = OpenPgpKeys.Passphrase) =>
        StandaloneHost.RestoresAsync(into, from ?? File, secretKey ?? keys.Secret, passphrase, Cancellation);

    async Task<FileInfo> DamagedAsync(byte[] bytes)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "damaged.pgp"));
        await System.IO.File.WriteAllBytesAsync(file.FullName, bytes, Cancellation);
        return file;
    }

    async Task<SpecDatabase> DatabaseAsync(DatabaseProvider provider) =>
        Ours(provider == DatabaseProvider.Sqlite ? new SqliteSpecDatabase() : await server.DatabaseAsync(Cancellation));

    T Ours<T>(T mine)
        where T : IAsyncDisposable
    {
        ours.Add(mine);
        return mine;
    }

    static string[] Lines(string clear) => clear.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Without the head, which says when it was taken, and the count at the end, both of the backup and not of the database.</summary>
    static IEnumerable<string> Rows(IReadOnlyList<string> lines) => lines.Skip(1).SkipLast(1);
}

public sealed class A_backup_from_sqlite(PostgreSqlServer server, OpenPgpKeys keys) : A_backup(server, keys)
{
    protected override DatabaseProvider From => DatabaseProvider.Sqlite;
}

public sealed class A_backup_from_postgresql(PostgreSqlServer server, OpenPgpKeys keys) : A_backup(server, keys)
{
    protected override DatabaseProvider From => DatabaseProvider.PostgreSql;
}
