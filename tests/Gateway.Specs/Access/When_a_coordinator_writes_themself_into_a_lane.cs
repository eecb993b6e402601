using System.Text.Json.Nodes;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>Coordinators write the lanes, and lanes say who is of the desk. Coordinators see no medicine whatever a lane says.</summary>
public sealed class When_a_coordinator_writes_themself_into_a_lane
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("functions")]
    [InlineData("backup")]
    public async Task On_its_desk_they_see_no_more_than_before(string part)
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

    [Fact]
    public async Task Nobody_can_name_them_as_the_doctor_of_a_patient()
    {
        await using var host = await StandaloneHost.StartAsync();
        var lane = JsonNode.Parse((await host.LaneAsync("cardiology", Cancellation)).GetRawText())!;
        lane["requesters"]!.AsArray().Insert(0, "coordinator");
        await host.Coordinator.PutsAsync("/api/lanes/cardiology", lane.ToJsonString(), Cancellation);

        var request = await host.RequestAsync("cardiology", host.Nurse, Cancellation);
        request["generalPractitioner"] = (await host.Coordinator.GetsAsync("/api/me", Cancellation)).Json.GetProperty("id").GetGuid();
        (await host.Nurse.SubmitsAsync(request, Cancellation)).Faults().ShouldBe(["generalPractitioner not-a-requester"]);
        (await host.Nurse.GetsAsync("/api/lanes/cardiology/doctors", Cancellation)).Text.ShouldNotContain("coordinator");
        (await host.Coordinator.SubmitsAsync(await host.RequestAsync("cardiology", host.Nurse, Cancellation), Cancellation)).ShouldBeProblem(403, "lane.not-a-requester");
    }
}
