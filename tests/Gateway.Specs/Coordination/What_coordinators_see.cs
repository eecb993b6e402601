using System.Net;
using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>A day passes over requests that nobody answers.</summary>
public sealed class What_coordinators_see
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>All that may be told: codes, counts, times. A new name here is a decision about privacy.</summary>
    static readonly string[] Board =
    [
        "at", "items", "lane", "title", "fr", "en", "open", "unclaimed", "atRisk", "breached", "oldest",
        "lastDay", "last7Days", "last30Days", "completed", "inTime", "share",
    ];

    static readonly string[] Register =
    [
        "items", "next", "id", "referralId", "reference", "lane", "laneVersion", "stage", "status", "holderFunction",
        "dueAt", "recordedAt", "keptOnPaperAt", "cause", "causeSetAt", "version",
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_how_the_lanes_stand_and_what_came_too_late_without_any_content()
    {
        await using var host = await StandaloneHost.StartAsync(Monday);
        await host.QueuedAsync("ecg", Cancellation);
        await host.ClaimedAsync("ecg", Cancellation);
        await host.AnsweredAsync("cardiology", Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);
        await host.QueuedAsync("ecg", Cancellation);

        var board = (await host.Coordinator.GetsAsync("/api/board", Cancellation)).Json;
        Names(board).Except(Board).ShouldBeEmpty();
        var ecg = board.GetProperty("items").EnumerateArray().Single(lane => lane.GetProperty("lane").GetString() == "ecg");
        ecg.GetProperty("open").GetInt32().ShouldBe(3);
        ecg.GetProperty("breached").GetInt32().ShouldBe(2);
        ecg.GetProperty("oldest").GetString().ShouldNotBeNull();
        var cardiology = board.GetProperty("items").EnumerateArray().Single(lane => lane.GetProperty("lane").GetString() == "cardiology");
        cardiology.GetProperty("last7Days").GetProperty("completed").GetInt32().ShouldBe(1);
        cardiology.GetProperty("last7Days").GetProperty("share").GetDouble().ShouldBe(1);

        var register = await Eventually.SeesAsync(
            async () => (await host.Coordinator.GetsAsync("/api/breaches", Cancellation)).Json,
            json => json.GetProperty("items").GetArrayLength() >= 2,
            Cancellation);
        Names(register).Except(Register).ShouldBeEmpty();
        await EveryPageIsNewestFirstAsync(host);
        await TheCauseIsSetOnceReadAsync(host, register.GetProperty("items")[0]);
    }

    static async Task EveryPageIsNewestFirstAsync(StandaloneHost host)
    {
        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await host.Coordinator.GetsAsync($"/api/breaches?lane=ecg&limit=1&cursor={cursor}", Cancellation)).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(breach => breach.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        ids.Count.ShouldBeGreaterThanOrEqualTo(2);
        ids.ShouldBeUnique();
        ids.ShouldBe(ids.OrderByDescending(id => id.ToString("N"), StringComparer.Ordinal));
        (await host.Coordinator.GetsAsync("/api/breaches?lane=oncology", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    static async Task TheCauseIsSetOnceReadAsync(StandaloneHost host, JsonElement breach)
    {
        var path = $"/api/breaches/{breach.GetProperty("id").GetGuid()}";
        var tag = $"\"{breach.GetProperty("version").GetInt32()}\"";

        var without = await host.Coordinator.PatchesAsync(path, "{}", Cancellation);
        without.ShouldBeProblem(422, "validation.failed");
        without.Faults().ShouldBe(["cause required"]);
        var tooLong = await host.Coordinator.PatchesAsync(path, $$"""{"cause":"{{new string('c', 201)}}"}""", Cancellation);
        tooLong.Faults().ShouldBe(["cause too-long"]);
        (await host.Coordinator.PatchesAsync(path, """{"cause":"x"}""", Cancellation, ("If-Match", "\"99\""))).ShouldBeProblem(412, "precondition.stale");

        var done = await host.Coordinator.PatchesAsync(path, """{"cause":"Aucun lecteur d'astreinte"}""", Cancellation, ("If-Match", tag));
        done.Status.ShouldBe(HttpStatusCode.OK, done.ToString());
        done.ETag.ShouldNotBe(tag);
        done.Json.GetProperty("cause").GetString().ShouldBe("Aucun lecteur d'astreinte");
        done.Json.GetProperty("causeSetAt").GetString().ShouldNotBeNull();
        (await host.Coordinator.PatchesAsync(path, """{"cause":"Autre"}""", Cancellation, ("If-Match", tag))).ShouldBeProblem(412, "precondition.stale");
    }

    static IEnumerable<string> Names(JsonElement json) => (json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    }).Distinct();
}
