using CptsReferral.Contracts.Desk;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class A_referral_that_is_answered : RoutingScenario
{
    [Fact]
    public async Task Goes_to_its_desk_and_comes_home_again()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester);
        (await StateAsync(id)).ShouldBe("Routed");
        await HearsAsync(all => all.OfType<QueueReferral>().Any());
        Routing.Heard.Of<QueueReferral>().ShouldBe([new QueueReferral(id, "ecg")]);

        await Routing.DeskQueuesAsync(id);
        (await StateAsync(id)).ShouldBe("OnWorklist");
        await Routing.ClaimsAsync(id, Cardiologist);
        (await StateAsync(id)).ShouldBe("Held");
        await Routing.AsksForMoreAsync(id, Cardiologist);
        (await StateAsync(id)).ShouldBe("OnHold");
        await HearsAsync(_ => BroughtHome().Count == 1);
        await Routing.RepliesAsync(id, Requester);
        (await StateAsync(id)).ShouldBe("Held");
        await Routing.AnswersAsync(id, Cardiologist);
        (await StateAsync(id)).ShouldBe("ComingHome");
        await Routing.IsDeliveredAsync(id);
        (await StateAsync(id)).ShouldBe("Home");
        await Routing.OpensAsync(id, Requester);
        (await StateAsync(id)).ShouldBe("Opened");
        await Routing.ClosesAsync(id, Requester);
        (await StateAsync(id)).ShouldBe("Settled");

        await Routing.ShouldHoldNothingBackAsync(Cancellation);
        BroughtHome().ShouldBe(["InformationRequest 4", "Answer 6"]);
        Told().ShouldBe(["Holder InformationProvided"]);
        (await Routing.StepsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Has_an_alarm_only_while_something_is_to_come()
    {
        var id = await AnAnsweredEcgAsync();
        var lane = await Routing.LaneAsync("ecg");
        var answered = await Routing.CatchesUpAsync(id, Cancellation);
        answered.NextAlarmUtc.ShouldBe(Routing.Now + lane.ReturnLoop.SecondChannelAfter);

        await Routing.OpensAsync(id, Requester);
        var opened = await Routing.CatchesUpAsync(id, Cancellation);
        opened.NextAlarmUtc.ShouldBeNull();
        await Routing.ShouldHoldNothingBackAsync(Cancellation);
    }

    [Fact]
    public async Task Comes_home_again_when_the_answer_is_amended_even_after_closing()
    {
        var id = await AnAnsweredEcgAsync();
        await HearsAsync(_ => BroughtHome().Count == 1);
        await Routing.OpensAsync(id, Requester);
        await Routing.ClosesAsync(id, Requester);
        (await StateAsync(id)).ShouldBe("Settled");

        await Routing.AmendsAsync(id, Cardiologist);

        (await StateAsync(id)).ShouldBe("ComingHome");
        await HearsAsync(_ => BroughtHome().Count == 2);
        BroughtHome().ShouldBe(["Answer 4", "Amendment 7"]);
    }
}
