using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>The dashboard and the alert rules name metrics; a real switchboard has to show them.</summary>
[Collection(SplitShape.Split)]
public sealed class What_is_watched(SplitHost board) : Journey(board)
{
    [Fact]
    public async Task Is_there_to_be_seen()
    {
        var id = await Board.AnsweredAsync("ecg", Cancellation);
        await ReachesAsync(id, "delivered");
        await Board.QueuedAsync(await AddHurriedLaneAsync(), Cancellation);

        await Eventually.SeesAsync(MissingAsync, missing => missing.Count == 0, Cancellation, Patience);
    }

    // Its requests are late a second after they came.
    async Task<string> AddHurriedLaneAsync()
    {
        var code = $"hurried-{Guid.CreateVersion7().ToString("N")[20..]}";
        var document = JsonNode.Parse((await Board.LaneAsync("ecg", Cancellation)).GetRawText())!.AsObject();
        document["code"] = code;
        document["clock"]!["stages"]![0]!["duration"] = "PT1S";
        var saved = await Board.Coordinator.PutsAsync($"/api/lanes/{code}", document.ToJsonString(), Cancellation);
        saved.Status.ShouldBe(HttpStatusCode.Created, saved.ToString());
        return code;
    }

    async Task<Unseen> MissingAsync()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "up" };
        foreach (var host in Board.Hosts.Where(host => host.Name != "migrate"))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            seen.UnionWith(MetricsPage.Names(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation)));
        }

        return new Unseen([
            .. WatchedExpressions.All().SelectMany(watched => PromQl.Metrics(watched.Expression).Where(metric => !seen.Contains(metric)).Select(metric => $"{watched.Place}: {metric}")),
        ]);
    }

    sealed record Unseen(IReadOnlyList<string> Places)
    {
        public int Count => Places.Count;

        public override string ToString() => string.Join('\n', Places);
    }
}
