using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CptsReferral.Support.Processes;
using Xunit.v3;

namespace CptsReferral.Support.Delivery;

/// <summary>A real mail server (aiosmtpd) on a private port, which can go down and come back.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    // Debian's own interpreter: its packages are not seen by others.
    const string Python = "/usr/bin/python3";

    public const string User = "cpts";
    public const string Password = "a password for specs";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-smtp-");
    readonly bool secure;
    Process? process;

    SmtpPeer(bool secure)
    {
        this.secure = secure;
        if (secure)
            WriteCertificate();
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>The authority that signed the server's certificate: the certificate itself.</summary>
    public string CertificateFile => Path.Combine(folder.FullName, "server.pem");

    string KeyFile => Path.Combine(folder.FullName, "server.key");

    string Mails => Path.Combine(folder.FullName, "mails");

    /// <summary>What it accepted, in order.</summary>
    public IReadOnlyList<MailSheet> Received => Directory.Exists(Mails)
        ? [.. Directory.EnumerateFiles(Mails, "*.eml").Order(StringComparer.Ordinal).Select(MailSheet.Load)]
        : [];

    public static async Task<SmtpPeer> StartAsync(CancellationToken cancellationToken, bool secure = false)
    {
        var peer = Create(secure);
        await peer.ComeUpAsync(cancellationToken);
        return peer;
    }

    /// <summary>A server that is not there yet.</summary>
    public static SmtpPeer Create(bool secure = false)
    {
        if (!IsInstalled())
            throw new InvalidOperationException($"{DynamicSkipToken.Value}aiosmtpd is not installed (Debian: python3-aiosmtpd)");
        return new SmtpPeer(secure);
    }

    public async Task ComeUpAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Mails);
        var start = new ProcessStartInfo(Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Delivery", "smtp_peer.py"), "--port", $"{Port}", "--folder", Mails },
        };
        if (secure)
        {
            foreach (var argument in (string[])["--certificate", CertificateFile, "--key", KeyFile, "--user", User, "--password", Password])
                start.ArgumentList.Add(argument);
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("The mail server did not start.");
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
            throw new InvalidOperationException("The mail server ended before it was ready.");
    }

    /// <summary>Takes nobody's mail from now on, and says so.</summary>
    public Task IsBusyAsync() => SayAsync("busy");

    /// <summary>Keeps every mail from now on, and hangs up before it says so: its sender has to send it again.</summary>
    public Task HangsUpAsync() => SayAsync("hanging-up");

    /// <summary>Takes connections and says nothing to them until it is well again.</summary>
    public Task IsSilentAsync() => SayAsync("silent");

    /// <summary>Works as it should from now on.</summary>
    public Task IsWellAsync() => SayAsync("well");

    public async Task GoDownAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        folder.Delete(recursive: true);
    }

    Task SayAsync(string mood) => process?.StandardInput.WriteLineAsync(mood) ?? Task.CompletedTask;

    static bool IsInstalled()
    {
        if (!File.Exists(Python))
            return false;
        using var check = Process.Start(new ProcessStartInfo(Python) { UseShellExecute = false, ArgumentList = { "-c", "import aiosmtpd" }, RedirectStandardError = true });
        check?.WaitForExit();
        return check?.ExitCode == 0;
    }

    void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
