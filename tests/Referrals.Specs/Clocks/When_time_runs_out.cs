using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using CsCheck;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Clocks;

public sealed class When_time_runs_out
{
    static readonly DateTime Start = Instant.Utc("2026-11-23 08:00");
    static readonly LaneClock Ecg = Reading.Clock("ecg");

    [Fact]
    public void Warnings_the_ladder_and_the_breach_come_in_order() =>
        ReferralClock.Read(Ecg, Reading.Submitted(Start), Start).Acts.ShouldBe(
        [
            new ClockAct("completion", 0.5, ClockActKind.Warning, Start.AddHours(12)),
            new ClockAct("completion", 0.8, ClockActKind.Warning, Start.AddMinutes(1152)),
            new ClockAct("completion", 0.8, ClockActKind.TellHolder, Start.AddMinutes(1152)),
            new ClockAct("completion", 0.9, ClockActKind.ReleaseClaim, Start.AddMinutes(1296)),
            new ClockAct("completion", 0.9, ClockActKind.WakeBackup, Start.AddMinutes(1296)),
            new ClockAct("completion", 1, ClockActKind.Breach, Start.AddHours(24)),
            new ClockAct("completion", 1, ClockActKind.TellCoordinator, Start.AddHours(24)),
        ]);

    [Fact]
    public void It_is_at_risk_from_the_last_warning_on_until_it_is_late()
    {
        At(19).AtRisk.ShouldBeFalse();
        At(19 + 12 / 60.0).AtRisk.ShouldBeTrue();
        At(23.9).AtRisk.ShouldBeTrue();
        At(24).AtRisk.ShouldBeFalse();
    }

    [Fact]
    public void The_deadline_is_the_first_instant_that_is_too_late()
    {
        ReferralClock.Read(Ecg, Reading.Submitted(Start), Start.AddHours(24).AddTicks(-1)).Breached.ShouldBeFalse();
        At(24).Breached.ShouldBeTrue();
        At(24).DueUtc.ShouldBe(Start.AddHours(24));
        At(30).Stages[0].Used.ShouldBe(TimeSpan.FromHours(30));
        At(30).Stages[0].Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_late_answer_stays_late_and_one_in_time_stays_in_time()
    {
        Answered(30).Breached.ShouldBeTrue();
        Answered(23).Breached.ShouldBeFalse();
        Answered(23).Acts.ShouldBeEmpty();
        Answered(23).DueUtc.ShouldBeNull();
        Answered(23).Stages[0].Used.ShouldBe(TimeSpan.FromHours(23));

        static ClockReading Answered(double hours) =>
            ReferralClock.Read(Ecg, Reading.Submitted(Start) with { CompletedUtc = Start.AddHours(hours) }, Start.AddDays(90));
    }

    [Fact]
    public void A_claim_runs_out_while_the_answer_is_awaited()
    {
        var facts = Reading.Submitted(Start).ClaimedAt(Start.AddHours(1));

        ReferralClock.Read(Ecg, facts, Start.AddHours(2)).Due(ClockActKind.ClaimTimeout).ShouldBe(Start.AddHours(5));
        ReferralClock.Read(Ecg, facts with { ClaimedUtc = null }, Start.AddHours(2)).Acts.ShouldNotContain(act => act.Kind == ClockActKind.ClaimTimeout);
        ReferralClock.Read(Ecg, facts with { CompletedUtc = Start.AddHours(2) }, Start.AddHours(2)).Acts.ShouldBeEmpty();
    }

    [Fact]
    public void A_first_response_once_given_is_not_taken_back()
    {
        var imaging = Reading.Clock("imaging");
        var released = Reading.Submitted(Start).ClaimedAt(Start.AddHours(1)) with { ClaimedUtc = null };

        var reading = ReferralClock.Read(imaging, released, Start.AddHours(30));

        reading.Stage(LaneStage.FirstResponse).MetUtc.ShouldBe(Start.AddHours(1));
        reading.Stage(LaneStage.FirstResponse).Breached.ShouldBeFalse();
        reading.DueUtc.ShouldBe(reading.Stage(LaneStage.Completion).DueUtc);
        reading.Acts.ShouldAllBe(act => act.Stage == LaneStage.Completion);
    }

    [Fact]
    public void A_refusal_without_a_claim_is_a_first_response_too() =>
        ReferralClock.Read(Reading.Clock("imaging"), Reading.Submitted(Start) with { CompletedUtc = Start.AddHours(3) }, Start.AddDays(9))
            .Stages.ShouldAllBe(stage => stage.MetUtc == Start.AddHours(3) && !stage.Breached);

    [Fact]
    public void The_first_response_has_a_ladder_of_its_own() =>
        ReferralClock.Read(Reading.Clock("imaging"), Reading.Submitted(Start), Start).Acts
            .Where(act => act.Stage == LaneStage.FirstResponse).Select(act => act.Kind)
            .ShouldBe([ClockActKind.Warning, ClockActKind.Warning, ClockActKind.WakeBackup, ClockActKind.Breach, ClockActKind.TellCoordinator]);

    [Fact]
    public void The_same_facts_give_the_same_deadline_whenever_they_are_read() =>
        Gen.Select(Gen.Int[0, 60 * 24 * 30], Gen.Int[0, 60 * 24 * 3], Gen.Int[1, 60 * 24 * 3], Gen.Int[0, 60 * 24 * 30]).Sample((start, paused, length, later) =>
        {
            var facts = Reading.Submitted(Start.AddMinutes(start));
            facts = facts.PausedFrom(facts.StartUtc.AddMinutes(paused), facts.StartUtc.AddMinutes(paused + length));
            var now = facts.Pauses[0].ToUtc!.Value;
            var clock = Reading.Clock("imaging");
            var first = ReferralClock.Read(clock, facts, now);
            var second = ReferralClock.Read(clock, facts, now.AddMinutes(later));
            return first.DueUtc == second.DueUtc
                && first.Acts.SequenceEqual(second.Acts)
                && first.Stages.Zip(second.Stages).All(pair => pair.First.DueUtc == pair.Second.DueUtc && pair.First.Exclusions.SequenceEqual(pair.Second.Exclusions))
                && second.Stages.All(stage => stage.Breached == (stage.Used >= stage.Duration));
        }, iter: 500);

    static ClockReading At(double hours) => ReferralClock.Read(Ecg, Reading.Submitted(Start), Start + TimeSpan.FromMinutes(Math.Round(hours * 60)));
}
