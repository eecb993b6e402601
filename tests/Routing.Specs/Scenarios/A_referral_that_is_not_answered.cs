using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class A_referral_that_is_not_answered : RoutingScenario
{
    [Fact]
    public async Task Comes_home_when_it_is_declined_and_settles_when_that_is_opened()
    {
        var id = await AHeldEcgAsync();
        await Routing.DeclinesAsync(id, Cardiologist);
        (await StateAsync(id)).ShouldBe("Refused");
        await Routing.IsDeliveredAsync(id);
        (await StateAsync(id)).ShouldBe("Refused");
        await Routing.OpensAsync(id, Requester);
        (await StateAsync(id)).ShouldBe("Settled");

        await Routing.ShouldHoldNothingBackAsync(Cancellation);
        BroughtHome().ShouldBe(["Declined 4"]);
    }

    [Fact]
    public async Task Comes_home_when_it_goes_on_to_another_lane()
    {
        var id = await AQueuedEcgAsync();
        var radiology = await Routing.HasPersonAsync("radiology-secretary");
        var successor = await Routing.ReferralAsync(await Routing.SubmitsAsync("imaging", Requester));
        await Routing.MovesAsync(id, (referral, clock, now) => referral.Redirect(radiology.AsActor(), [0], successor, clock, now));

        (await StateAsync(id)).ShouldBe("Refused");
        (await StateAsync(successor.Id)).ShouldBe("Routed");
        await HearsAsync(_ => BroughtHome().Count == 1);
        BroughtHome().ShouldBe(["Redirected 3"]);
    }

    [Fact]
    public async Task Settles_at_once_when_it_is_cancelled_on_its_way_to_the_desk()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester);
        await Routing.CancelsAsync(id, Requester);

        (await StateAsync(id)).ShouldBe("Settled");
        await Routing.ShouldHoldNothingBackAsync(Cancellation);
        Told().ShouldBeEmpty();
    }

    [Fact]
    public async Task Tells_its_holder_when_it_is_cancelled()
    {
        var id = await AHeldEcgAsync();
        await Routing.CancelsAsync(id, Requester);

        (await StateAsync(id)).ShouldBe("Settled");
        await HearsAsync(_ => Told().Count == 1);
        Told().ShouldBe(["Holder Cancelled"]);
        await Routing.ShouldHoldNothingBackAsync(Cancellation);
    }
}
