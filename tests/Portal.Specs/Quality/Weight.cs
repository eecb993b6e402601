using System.Text.Json;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using Microsoft.Playwright;
using Xunit;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>What a visit costs on the line, headers included, as the browser counts it.</summary>
sealed class Weight
{
    readonly Dictionary<string, (string Path, string Type)> asked = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> came = new(StringComparer.Ordinal);

    /// <summary>Counts from now on.</summary>
    public static async Task<Weight> OfAsync(Visitor visitor)
    {
        var weight = new Weight();
        var wire = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        wire.Event("Network.requestWillBeSent").OnEvent += (_, told) => weight.Ask(told!.Value);
        wire.Event("Network.loadingFinished").OnEvent += (_, told) => weight.Come(told!.Value, told.Value.GetProperty("encodedDataLength").GetDouble());
        wire.Event("Network.loadingFailed").OnEvent += (_, told) => weight.Come(told!.Value, 0);
        await wire.SendAsync("Network.enable");
        return weight;
    }

    /// <summary>Waits until everything that the page asked for has come: its scripts have run and fetched what they fetch on demand.</summary>
    public async Task ArrivesAsync(IPage page)
    {
        await page.WaitForFunctionAsync("document.documentElement.classList.contains('js')");
        await Eventually.SeesAsync(
            async () =>
            {
                // What has come may ask for more: the browser goes once around before the answer counts.
                await page.EvaluateAsync("new Promise(done => setTimeout(done))");
                lock (asked)
                    return string.Join(", ", asked.Where(request => !came.ContainsKey(request.Key)).Select(request => request.Value.Path));
            },
            left => left.Length == 0,
            TestContext.Current.CancellationToken);
    }

    /// <summary>Bytes of everything but photographs, and how many requests stand between a person and a readable page.</summary>
    public (int Bytes, int Requests, int Blocking, string Heaviest) Weigh()
    {
        lock (asked)
        {
            var each = asked.Where(request => !request.Value.Path.StartsWith("/files/", StringComparison.Ordinal))
                .Select(request => (request.Value.Path, Bytes: came.GetValueOrDefault(request.Key))).ToList();
            return (each.Sum(one => one.Bytes), asked.Count, asked.Values.Count(request => request.Type is "Document" or "Stylesheet" or "Font"),
                string.Join(", ", each.OrderByDescending(one => one.Bytes).Select(one => $"{one.Path.Split('/')[^1]} {one.Bytes}")));
        }
    }

    void Ask(JsonElement told)
    {
        var address = new Uri(told.GetProperty("request").GetProperty("url").GetString()!);
        var type = told.GetProperty("type").GetString()!;
        // A stream of news never ends, and nobody waits for it; a picture that the page holds itself costs nothing more.
        if (type == "EventSource" || address.Scheme is "data" or "blob")
            return;
        lock (asked)
        {
            asked[Id(told)] = (address.AbsolutePath, type);
            came.Remove(Id(told));
        }
    }

    void Come(JsonElement told, double bytes)
    {
        lock (asked)
            came[Id(told)] = (int)bytes;
    }

    static string Id(JsonElement told) => told.GetProperty("requestId").GetString()!;
}
