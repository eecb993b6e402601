using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Journeys;

/// <summary>Whatever the other specs did to this switchboard before: every open referral is in exactly one place.</summary>
public abstract class Everything_is_accounted_for(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task Within_a_few_checks()
    {
        foreach (var lane in (string[])["ecg", "imaging", "cardiology"])
            await Board.QueuedAsync(lane, Cancellation);
        var since = TimeProvider.System.GetUtcNow();

        var check = await Eventually.SeesAsync(
            async () => (await Board.Coordinator.GetsAsync("/api/reconciliation", Cancellation)).Json,
            check => check.GetProperty("lastCheckedAt").ValueKind == JsonValueKind.String
                && check.GetProperty("lastCheckedAt").GetDateTimeOffset() > since
                // A check that had begun before may have ended since without the last of them, and the next one finds while its figures are not yet there.
                && check.GetProperty("open").GetInt32() >= 3
                && check.GetProperty("open").GetInt32() == check.GetProperty("accountedFor").GetInt32()
                && !Unresolved(check).Any(),
            Cancellation,
            Patience);

        check.GetProperty("open").GetInt32().ShouldBeGreaterThanOrEqualTo(3);
        Unresolved(check).ShouldBeEmpty();

        static IEnumerable<JsonElement> Unresolved(JsonElement seen) =>
            seen.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("resolvedAt").ValueKind == JsonValueKind.Null);
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class Everything_is_accounted_for_on_standalone(StandaloneProcess board) : Everything_is_accounted_for(board);

[Collection(SplitShape.Split)]
public sealed class Everything_is_accounted_for_on_split(SplitHost board) : Everything_is_accounted_for(board);
