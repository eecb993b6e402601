using CptsReferral.Contracts.Desk;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

/// <summary>The standing check sees what disagrees, believes it the second time, has it repaired, and says so.</summary>
public sealed class A_referral_that_is_not_where_it_should_be : RoutingScenario
{
    [Fact]
    public async Task Is_followed_again_when_its_saga_is_gone()
    {
        var id = await AHeldEcgAsync();
        var before = await Routing.SagaAsync(id);
        await Routing.LosesTheSagaAsync(id);

        await IsRepairedAsync(id, DiscrepancyKinds.Unfollowed);

        (await Routing.SagaAsync(id)).ShouldBe(before);
        BroughtHome().ShouldBeEmpty();
        await Routing.SaysAllAsync(Cancellation);
    }

    [Fact]
    public async Task Is_caught_up_with_when_a_fact_never_arrived()
    {
        var id = await AHeldEcgAsync();
        await Routing.AnswersAsync(id, Cardiologist, told: false);

        await IsRepairedAsync(id, DiscrepancyKinds.Behind, then: () => Routing.IsDeliveredAsync(id));

        (await StateAsync(id)).ShouldBe("Home");
        BroughtHome().ShouldBe(["Answer 4"]);
    }

    [Fact]
    public async Task Is_followed_from_the_start_when_nobody_was_ever_told()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester, told: false);

        await IsRepairedAsync(id, DiscrepancyKinds.Unfollowed, then: () => Routing.DeskQueuesAsync(id));

        Routing.Heard.Of<QueueReferral>().ShouldHaveSingleItem().ReferralId.ShouldBe(id);
    }

    [Fact]
    public async Task Goes_to_its_desk_again_when_the_message_to_the_desk_is_gone()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester);
        await Routing.CatchesUpAsync(id, Cancellation);
        await Routing.SaysAllAsync(Cancellation);

        // The ears in the desk's place took the message and did nothing with it.
        await IsRepairedAsync(id, DiscrepancyKinds.NotSentToDesk, then: () => Routing.DeskQueuesAsync(id));

        Routing.Heard.Of<QueueReferral>().Count(message => message.ReferralId == id).ShouldBe(2);
    }

    [Fact]
    public async Task Comes_home_again_when_nothing_brings_it_home_any_more()
    {
        var id = await AnAnsweredEcgAsync();
        await Routing.SaysAllAsync(Cancellation);

        await IsRepairedAsync(id, DiscrepancyKinds.NotBroughtHome, then: () => Routing.IsDeliveredAsync(id));

        BroughtHome().ShouldBe(["Answer 4", "Answer 4"]);
    }

    [Fact]
    public async Task Is_followed_where_it_is_when_the_saga_knows_more_than_happened()
    {
        var id = await AQueuedEcgAsync();
        await Routing.ForgetsAsync(id, "ComingHome", seenVersion: 7);

        await IsRepairedAsync(id, DiscrepancyKinds.Ahead);

        (await StateAsync(id)).ShouldBe("OnWorklist");
    }

    [Fact]
    public async Task Is_followed_where_it_is_when_the_saga_stands_elsewhere()
    {
        var id = await AHeldEcgAsync();
        await Routing.ForgetsAsync(id, "OnHold", seenVersion: 3);

        await IsRepairedAsync(id, DiscrepancyKinds.Astray);

        (await StateAsync(id)).ShouldBe("Held");
    }

    [Fact]
    public async Task Gets_its_alarm_back()
    {
        var id = await AQueuedEcgAsync();
        var due = (await Routing.SagaAsync(id))!.NextAlarmUtc;
        await Routing.LosesItsAlarmAsync(id);

        await IsRepairedAsync(id, DiscrepancyKinds.Unclocked);

        (await Routing.SagaAsync(id))!.NextAlarmUtc.ShouldBe(due);
        await PassesAsync(id, TimeSpan.FromHours(24));
        (await Routing.BreachesAsync(id)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Gets_its_place_on_the_worklist_back()
    {
        var id = await AQueuedEcgAsync();
        var place = (await Routing.ReferralAsync(id)).WorklistDueUtc;
        await Routing.Process.DoAsync(unit => unit.Db.Set<Referral>().Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.WorklistDueUtc, (DateTime?)null)));

        await IsRepairedAsync(id, DiscrepancyKinds.Misplaced);

        (await Routing.ReferralAsync(id)).WorklistDueUtc.ShouldBe(place);
    }

    [Fact]
    public async Task Is_not_suspected_while_what_it_needs_is_under_way()
    {
        var id = await AHeldEcgAsync();
        await Routing.Process.StopAsync(Cancellation);
        await Routing.AnswersAsync(id, Cardiologist);

        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));

        (await Routing.DiscrepanciesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_not_believed_lost_while_it_moves()
    {
        var id = await AHeldEcgAsync();
        await Routing.ReleasesAsync(id, Cardiologist, told: false);
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));
        await Routing.ClaimsAsync(id, Cardiologist, told: false);

        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));
        (await Routing.DiscrepanciesAsync()).ShouldBeEmpty();

        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 0));
        (await Routing.DiscrepanciesAsync()).ShouldHaveSingleItem().Kind.ShouldBe(DiscrepancyKinds.Behind);
    }

    [Fact]
    public async Task Is_left_to_a_person_when_its_message_failed_for_good()
    {
        var id = await AHeldEcgAsync();
        await Routing.Process.StopAsync(Cancellation);
        await Routing.AnswersAsync(id, Cardiologist);
        await Routing.FailsForGoodAsync(nameof(ReferralAnswered));

        await Routing.ChecksAsync(Cancellation);
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 0));

        var found = (await Routing.DiscrepanciesAsync()).ShouldHaveSingleItem();
        found.Kind.ShouldBe(DiscrepancyKinds.FailedMessage);
        found.Repairs.ShouldBe(0);
    }

    [Fact]
    public async Task Is_reviewed_again_after_a_while_and_then_left_to_a_person()
    {
        var id = await AnAnsweredEcgAsync();
        await Routing.SaysAllAsync(Cancellation);

        for (var check = 0; check < 12; check++)
        {
            await Routing.ChecksAsync(Cancellation);
            await Routing.SaysAllAsync(Cancellation);
            Routing.Passes(TimeSpan.FromMinutes(5));
        }

        var found = (await Routing.DiscrepanciesAsync()).ShouldHaveSingleItem();
        found.Repairs.ShouldBe(3);
        found.ResolvedUtc.ShouldBeNull();
        BroughtHome().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Is_not_looked_at_any_more_once_nothing_is_owed()
    {
        var opened = await AnAnsweredEcgAsync();
        await Routing.OpensAsync(opened, Requester);
        var cancelled = await AQueuedEcgAsync();
        await Routing.CancelsAsync(cancelled, Requester);
        var open = await AQueuedEcgAsync();
        await Routing.LosesTheSagaAsync(opened);
        await Routing.LosesTheSagaAsync(cancelled);

        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));
        (await Routing.OwedAsync()).ShouldBe([open], ignoreOrder: true);
        await Routing.AmendsAsync(opened, Cardiologist);
        (await Routing.OwedAsync()).ShouldBe([opened, open], ignoreOrder: true);
    }

    [Fact]
    public async Task Is_repaired_although_two_processes_wrote_it_down()
    {
        var id = await AHeldEcgAsync();
        await Routing.LosesTheSagaAsync(id);
        await Routing.ChecksAsync(Cancellation);
        await Routing.WritesDownAsync(id, DiscrepancyKinds.Unfollowed);
        await Routing.WritesDownAsync(id, DiscrepancyKinds.Unfollowed);

        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 0));
        await Routing.CatchesUpAsync(id, Cancellation);
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));

        (await Routing.DiscrepanciesAsync()).Select(found => (found.Repairs, found.ResolvedUtc is null)).ShouldBe([(1, false), (0, false)], ignoreOrder: true);
    }

    [Fact]
    public async Task Is_checked_by_one_process_at_a_time_and_the_gauges_say_so()
    {
        await AQueuedEcgAsync();
        Routing.Passes(TimeSpan.FromDays(31));

        var checks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Routing.ChecksWhenDueAsync(Cancellation))));

        checks.Count(did => did).ShouldBeLessThanOrEqualTo(1);
        await Eventually.ShouldBeAsync(
            () =>
            {
                Routing.Passes(TimeSpan.FromSeconds(15));
                return Routing.LastCheck;
            },
            (1, 1),
            Cancellation);
    }

    async Task IsRepairedAsync(Guid id, string kind, Func<Task>? then = null)
    {
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 1));
        (await Routing.ChecksAsync(Cancellation)).ShouldBe((1, 0));
        var found = (await Routing.DiscrepanciesAsync()).ShouldHaveSingleItem();
        (found.ReferralId, found.Kind, found.Repairs, found.ResolvedUtc).ShouldBe((id, kind, 1, null));
        await Routing.SaysAllAsync(Cancellation);
        if (then is not null)
            await then();
        await Routing.CatchesUpAsync(id, Cancellation);

        await Eventually.SeesAsync(CheckedAsync, seen => seen.Left.Length == 0, Cancellation);
        (await Routing.DiscrepanciesAsync()).ShouldHaveSingleItem().ResolvedUtc.ShouldNotBeNull();
    }

    async Task<(int Open, int Accounted, string Left)> CheckedAsync()
    {
        var (open, accounted) = await Routing.ChecksAsync(Cancellation);
        var left = (await Routing.DiscrepanciesAsync()).Where(found => found.ResolvedUtc is null).Select(found => found.Kind);
        return (open, accounted, string.Join(' ', left));
    }
}
