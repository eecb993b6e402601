using CptsReferral.Contracts.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class An_answer_that_nobody_opens : RoutingScenario
{
    [Fact]
    public async Task Goes_to_the_second_channel_and_then_to_the_call_list()
    {
        var id = await AnAnsweredEcgAsync();
        await Routing.IsDeliveredAsync(id);
        await Routing.CatchesUpAsync(id, Cancellation);
        var loop = (await Routing.LaneAsync("ecg")).ReturnLoop;

        await PassesAsync(id, loop.SecondChannelAfter);
        (await Routing.ActedAsync(id)).ShouldBe("second-channel");
        await PassesAsync(id, loop.CallListAfter - loop.SecondChannelAfter);
        (await Routing.ActedAsync(id)).ShouldBe("second-channel call-list");

        await HearsAsync(_ => Told().Count == 1 && Routing.Heard.Of<PutOnCallList>().Count == 1);
        Routing.Heard.Of<TrySecondChannel>().ShouldHaveSingleItem().ReferralId.ShouldBe(id);
        Told().ShouldBe(["Coordinator AnswerUnopened"]);
        (await Routing.CatchesUpAsync(id, Cancellation)).NextAlarmUtc.ShouldBeNull();
    }

    [Fact]
    public async Task Climbs_the_same_ladder_when_no_channel_takes_it()
    {
        var id = await AnAnsweredEcgAsync();

        await PassesAsync(id, (await Routing.LaneAsync("ecg")).ReturnLoop.CallListAfter);

        (await Routing.ActedAsync(id)).ShouldBe("second-channel call-list");
        (await StateAsync(id)).ShouldBe("ComingHome");
    }

    [Fact]
    public async Task Leaves_the_ladder_when_it_is_opened_after_all()
    {
        var id = await AnAnsweredEcgAsync();
        var loop = (await Routing.LaneAsync("ecg")).ReturnLoop;
        await PassesAsync(id, loop.SecondChannelAfter);
        await Routing.OpensAsync(id, Requester);
        await Routing.CatchesUpAsync(id, Cancellation);

        Routing.Passes(loop.CallListAfter);
        await Routing.RingsAgainAsync(id);
        await Routing.ShouldHoldNothingBackAsync(Cancellation);

        (await Routing.ActedAsync(id)).ShouldBe("second-channel");
    }

    [Fact]
    public async Task Has_a_ladder_of_its_own_for_each_version()
    {
        var id = await AnAnsweredEcgAsync();
        var loop = (await Routing.LaneAsync("ecg")).ReturnLoop;
        await PassesAsync(id, loop.CallListAfter);
        await Routing.AmendsAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);

        await PassesAsync(id, loop.SecondChannelAfter);

        (await Routing.ActedAsync(id)).ShouldBe("second-channel call-list second-channel");
    }

    [Fact]
    public async Task Counts_for_a_refusal_too()
    {
        var id = await AHeldEcgAsync();
        await Routing.DeclinesAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);

        await PassesAsync(id, (await Routing.LaneAsync("ecg")).ReturnLoop.CallListAfter);

        (await Routing.ActedAsync(id)).ShouldBe("second-channel call-list");
    }
}
