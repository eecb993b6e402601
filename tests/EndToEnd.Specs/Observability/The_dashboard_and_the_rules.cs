using CptsReferral.Support.Split;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>A panel or a rule on a metric that nobody reports is calm for ever. Each name is looked for in a real page.</summary>
public sealed class The_dashboard_and_the_rules_in_one_process
{
    /// <summary>Made by Prometheus itself, and reported only where there is a broker.</summary>
    static readonly string[] NotHere = ["up", "messaging_queue_depth"];

    [Fact]
    public async Task Name_only_metrics_that_are_reported()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var board = await StandaloneHost.StartAsync(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await board.QueuedAsync("ecg", cancellation);
        await board.PassesAsync(TimeSpan.FromHours(48), cancellation);
        var answered = await board.AnsweredAsync("ecg", cancellation);
        await board.ReachesAsync(answered, "delivered", cancellation);
        // Gauges are counted every half minute, beside whoever asks for the page, and fall silent until they were.
        await board.PassesAsync(TimeSpan.FromMinutes(1), cancellation);

        using var http = new HttpClient { BaseAddress = board.Address };
        await Support.Eventually.ShouldBeAsync(
            async () => string.Join(", ", Missing(MetricsPage.Names(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellation)).Union(NotHere))),
            "",
            cancellation);
    }

    internal static IEnumerable<string> Missing(IEnumerable<string> reported)
    {
        var names = reported.ToHashSet(StringComparer.Ordinal);
        return WatchedExpressions.All().SelectMany(watched => PromQl.Metrics(watched.Expression)
            .Where(metric => !names.Contains(metric))
            .Select(metric => $"{metric} ({watched.Place})"));
    }
}

[Collection(SplitShape.Split)]
public sealed class The_dashboard_and_the_rules_in_the_split_shape(SplitHost board)
{
    /// <summary>Made by Prometheus itself; and counters that rise when time has passed, which a spec in one process drives.</summary>
    static readonly string[] NotHere = ["up", "routing_breaches_total", "routing_escalations_total"];

    [Fact]
    public async Task Name_only_metrics_that_some_host_reports()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var answered = await board.AnsweredAsync("ecg", cancellation);
        await board.ReachesAsync(answered, "delivered", cancellation);

        await Support.Eventually.ShouldBeAsync(async () => string.Join(", ", await MissingAsync(cancellation)), "", cancellation, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Every_lane_shows_the_depth_of_its_queue()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = board.Desks[0].Address };

        await Support.Eventually.ShouldBeAsync(
            async () =>
            {
                var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellation);
                return new[] { "dermatology", "cardiology", "ecg", "imaging", "oncology" }.Count(lane => page.Contains($"queue=\"desk-{lane}\"", StringComparison.Ordinal));
            },
            5,
            cancellation,
            TimeSpan.FromMinutes(2));
    }

    async Task<IEnumerable<string>> MissingAsync(CancellationToken cancellation)
    {
        var reported = new HashSet<string>(NotHere, StringComparer.Ordinal);
        foreach (var host in board.Gateways.Concat(board.Routings).Concat(board.Desks).Concat(board.Deliveries))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            reported.UnionWith(MetricsPage.Names(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellation)));
        }

        return The_dashboard_and_the_rules_in_one_process.Missing(reported);
    }
}
