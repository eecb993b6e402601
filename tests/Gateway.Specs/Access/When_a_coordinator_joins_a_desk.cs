using System.Text.Json.Nodes;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>Coordinators write the lanes, and lanes say who is of the desk. Coordinators see no medicine whatever a lane says.</summary>
public sealed class When_a_coordinator_joins_a_desk
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("functions")]
    [InlineData("backup")]
    public async Task They_see_no_more_than_before(string part)
    {
        await using var host = await StandaloneHost.StartAsync();
        var lane = JsonNode.Parse((await host.LaneAsync("cardiology", Cancellation)).GetRawText())!;
        lane["desk"]![part]!.AsArray().Add("coordinator");
        await host.Coordinator.PutsAsync("/api/lanes/cardiology", lane.ToJsonString(), Cancellation);
        var id = await host.QueuedAsync("cardiology", Cancellation);

        using var coordinator = new Viewer(host.Address, Places.Coordinator, Places.All.Single(viewer => viewer.Place == Places.Coordinator).Person);
        Ask[] asks =
        [
            Ask.Reads($"/api/referrals/{id}"), Ask.Reads($"/api/referrals/{id}/clock"), Ask.Reads("/api/worklists/cardiology"),
            Ask.Reads($"/referrals/{id}"), Ask.Reads($"/referrals/{id}/print"), Ask.Reads("/desks/cardiology"), Ask.Reads("/live/desks/cardiology"),
            Ask.Json(HttpMethod.Post, $"/api/referrals/{id}/claim", "{}"),
        ];
        foreach (var ask in asks)
        {
            var seen = await coordinator.AsksAsync(ask, Cancellation);
            seen.Outcome.ShouldBe("404", ask.Path);
            seen.Text.ShouldNotContain("DURAND");
        }
    }
}
