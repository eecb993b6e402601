using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

public sealed class The_certificate_of_the_keys : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-certificates-");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Protects_them_where_they_lie_and_may_be_followed_by_another()
    {
        using var first = Certificate("first", year: 2024);
        using var second = Certificate("second", year: 2025);
        var file = Write("content.p12", "hunter2", first);
        await using var host = await StartAsync(() => file, "hunter2");
        var id = await host.QueuedAsync("cardiology", Cancellation);
        KeyFiles(host).ShouldAllBe(xml => xml.Contains("<encryptedSecret", StringComparison.Ordinal) && !xml.Contains("<masterKey", StringComparison.Ordinal));

        // The second protects what comes, the first still opens what it protected.
        file = Write("both.p12", "hunter2", first, second);
        await host.RestartAsync();
        (await host.Gp.ReadsAsync(id, Cancellation)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        host.MakesKey();
        await host.SealsAgainAsync(Cancellation);
        (await host.RemovesUnusedKeysAsync(Cancellation)).Count.ShouldBe(1);

        file = Write("second.p12", "hunter2", second);
        await host.RestartAsync();
        (await host.Gp.ReadsAsync(id, Cancellation)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task That_does_not_open_them_stops_the_host_with_the_name_of_the_option()
    {
        using var right = Certificate("right", year: 2024);
        using var wrong = Certificate("wrong", year: 2025);
        var file = Write("right.p12", "hunter2", right);
        var password = "hunter2";
        await using var host = await StartAsync(() => file, "hunter2", () => password);
        await host.SubmittedAsync("cardiology", Cancellation);

        file = Write("wrong.p12", "hunter2", wrong);
        await ShouldNotStartAsync(host, "Content:Certificate:Path and Content:Certificate:Password do not open the keys in Content:KeysDirectory");
        file = "";
        password = "";
        await ShouldNotStartAsync(host, "Content:Certificate:Path and Content:Certificate:Password do not open the keys in Content:KeysDirectory");
        file = Write("again.p12", "hunter2", right);
        password = "hunter3";
        await ShouldNotStartAsync(host, "Content:Certificate:Password does not open the PKCS#12 file of Content:Certificate:Path");
        file = Path.Combine(folder.FullName, "nowhere.p12");
        await ShouldNotStartAsync(host, "Content:Certificate:Path names no file");

        file = Write("right-again.p12", "hunter2", right);
        password = "hunter2";
        await host.RestartAsync();
    }

    static async Task ShouldNotStartAsync(StandaloneHost host, string saying)
    {
        var fault = await Should.ThrowAsync<OptionsValidationException>(host.RestartAsync);
        fault.Message.ShouldContain(saying);
        fault.Message.ShouldNotContain("hunter");
    }

    static Task<StandaloneHost> StartAsync(Func<string> file, string password, Func<string>? later = null) => StandaloneHost.StartAsync(startsAt: null, builder =>
    {
        builder.Configuration["Content:Certificate:Path"] = file();
        builder.Configuration["Content:Certificate:Password"] = later is null ? password : later();
    });

    static IEnumerable<string> KeyFiles(StandaloneHost host) => Directory.GetFiles(host.KeysFolder, "key-*.xml").Select(File.ReadAllText);

    static X509Certificate2 Certificate(string name, int year)
    {
        using var key = RSA.Create(2048);
        var from = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, from.AddYears(20));
    }

    string Write(string name, string password, params X509Certificate2[] certificates)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs12, password)!);
        return path;
    }
}
