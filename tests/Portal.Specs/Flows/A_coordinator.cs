using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Rules of the territory, changed in everyday fields and not in a document.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_coordinator(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Changes_a_lane_in_its_fields_looks_at_it_once_more_and_saves_it()
    {
        var before = await Board.LaneAsync("oncology", Cancellation);
        var coordinator = await SignsInAsync(People.Coordinator);
        await coordinator.GoesToAsync("/lanes/oncology/edit");
        await coordinator.Page.FillAsync("[name='clock.stages[0].duration']", "70");
        await coordinator.Page.ClickAsync(".cpts-actions button[name=step][value=preview]");
        await Assertions.Expect(coordinator.Page.Locator("dl .cpts-diff ins").First).ToContainTextAsync("Réponse en 70 h");
        await coordinator.Page.ClickAsync("button[name=step][value=save]");
        await coordinator.Page.WaitForURLAsync("**/lanes/oncology?done=lane-saved");

        var after = await Board.LaneAsync("oncology", Cancellation);
        after.GetProperty("version").GetInt32().ShouldBe(before.GetProperty("version").GetInt32() + 1);
        after.GetProperty("clock").GetProperty("stages")[0].GetProperty("duration").GetString().ShouldBe("PT70H");
        after.GetProperty("desk").ToString().ShouldBe(before.GetProperty("desk").ToString());
        after.GetProperty("title").ToString().ShouldBe(before.GetProperty("title").ToString());
    }
}
