using System.Runtime.CompilerServices;
using CptsReferral.Support.Processes;

namespace CptsReferral.Support.OpenId;

/// <summary>A certified OpenID provider (oidc-provider on Node.js) in a process of its own, answering with the claims of Pro Santé Connect.</summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "cpts-spec";
    public const string ClientSecret = "a secret for specs, long enough for anybody";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-openid-");
    readonly int port = FreePort.Next();
    SupervisedProcess? process;

    OpenIdProvider()
    {
    }

    /// <summary>At a path of its own, as the real one has it.</summary>
    public string MetadataAddress => $"http://127.0.0.1:{port}/.well-known/wallet-openid-configuration";

    public static OpenIdProvider OrSkip()
    {
        if (!Directory.Exists(Path.Combine(Source(), "node_modules", "oidc-provider")))
            Skip.Because("needs oidc-provider on Node.js: npm ci in tests/Support/OpenId/provider, which tests/run does");
        return new OpenIdProvider();
    }

    /// <summary>Comes up for one relying party.</summary>
    public async Task ComeUpAsync(Uri site, CancellationToken cancellation)
    {
        process = SupervisedProcess.Start(
            folder.FullName,
            new Dictionary<string, string>(),
            "node", Path.Combine(Source(), "provider.mjs"), $"{port}", ClientId, ClientSecret, new Uri(site, "/sign-in/provider/callback").ToString(), new Uri(site, "/sign-out/provider").ToString());
        using var http = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!await AnswersAsync(http, patience.Token))
        {
            if (process.HasEnded)
                throw new InvalidOperationException($"The OpenID provider ended: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "output.log"), cancellation)}");
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        if (folder.Exists)
            folder.Delete(recursive: true);
    }

    async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(MetadataAddress), cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "provider");
}
