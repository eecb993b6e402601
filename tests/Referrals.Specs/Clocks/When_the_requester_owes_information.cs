using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Clocks;

public sealed class When_the_requester_owes_information
{
    static readonly DateTime Start = Instant.Utc("2026-11-23 08:00");
    static readonly LaneClock Ecg = Reading.Clock("ecg");

    [Fact]
    public void No_deadline_can_be_named()
    {
        var facts = Reading.Submitted(Start).ClaimedAt(Start.AddHours(2)).PausedFrom(Start.AddHours(3));

        var reading = ReferralClock.Read(Ecg, facts, Start.AddHours(30));

        reading.Paused.ShouldBeTrue();
        reading.DueUtc.ShouldBeNull();
        reading.Breached.ShouldBeFalse();
        reading.AtRisk.ShouldBeFalse();
        reading.Stages[0].DueUtc.ShouldBeNull();
        reading.Stages[0].Used.ShouldBe(TimeSpan.FromHours(3));
        reading.Acts.ShouldBeEmpty();
    }

    [Fact]
    public void What_fell_due_before_still_stands()
    {
        var facts = Reading.Submitted(Start).PausedFrom(Start.AddHours(25));

        var reading = ReferralClock.Read(Ecg, facts, Start.AddHours(30));

        reading.Breached.ShouldBeTrue();
        reading.Stages[0].DueUtc.ShouldBe(Start.AddHours(24));
        reading.DueUtc.ShouldBeNull();
        reading.Acts.ShouldContain(act => act.Kind == ClockActKind.Breach && act.DueUtc == Start.AddHours(24));
    }

    [Fact]
    public void The_reply_moves_every_deadline_by_the_length_of_the_pause()
    {
        var facts = Reading.Submitted(Start).ClaimedAt(Start.AddHours(2))
            .PausedFrom(Start.AddHours(3), Start.AddHours(8))
            .PausedFrom(Start.AddHours(10), Start.AddHours(11));

        var reading = ReferralClock.Read(Ecg, facts, Start.AddHours(12));

        reading.DueUtc.ShouldBe(Start.AddHours(30));
        reading.Stages[0].Used.ShouldBe(TimeSpan.FromHours(6));
        reading.Due(ClockActKind.TellCoordinator).ShouldBe(Start.AddHours(30));
        reading.Due(ClockActKind.ClaimTimeout).ShouldBe(Start.AddHours(2 + 4 + 6));
    }

    [Fact]
    public void Pauses_that_overlap_are_not_counted_twice()
    {
        var facts = Reading.Submitted(Start)
            .PausedFrom(Start.AddHours(5), Start.AddHours(7))
            .PausedFrom(Start.AddHours(2), Start.AddHours(6))
            .PausedFrom(Start.AddHours(3), Start.AddHours(4))
            .PausedFrom(Start.AddHours(-2), Start.AddHours(1));

        ReferralClock.Read(Ecg, facts, Start.AddHours(8)).DueUtc.ShouldBe(Start.AddHours(24 + 6));
    }

    [Fact]
    public void A_pause_over_a_closed_Sunday_costs_nothing_more()
    {
        var saturday = Instant.Paris("2026-11-28 12:00");
        var facts = Reading.Submitted(saturday).PausedFrom(Instant.Paris("2026-11-29 08:00"), Instant.Paris("2026-11-29 20:00"));

        ReferralClock.Read(Reading.Clock("imaging"), facts, saturday).Stage("completion").DueUtc.ShouldBe(Instant.Paris("2026-12-01 12:00"));
    }

    [Fact]
    public void A_cancelled_request_is_done_not_paused()
    {
        var facts = Reading.Submitted(Start).PausedFrom(Start.AddHours(3)) with { CompletedUtc = Start.AddHours(90) };

        var reading = ReferralClock.Read(Ecg, facts, Start.AddHours(100));

        reading.Paused.ShouldBeFalse();
        reading.Breached.ShouldBeFalse();
        reading.DueUtc.ShouldBeNull();
        reading.Stages[0].MetUtc.ShouldBe(Start.AddHours(90));
    }
}
