using CptsReferral.Referrals.Calendars;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Clocks;

/// <summary>Friday 22 May 2026, 17:00; the Monday after is Whit Monday.</summary>
public sealed class When_a_request_comes_before_a_bank_holiday
{
    static readonly DateTime Friday = Instant.Paris("2026-05-22 17:00");

    [Fact]
    public void An_ecg_is_due_after_twenty_four_real_hours()
    {
        var reading = ReferralClock.Read(Reading.Clock("ecg"), Reading.Submitted(Friday), Friday.AddHours(1));

        reading.DueUtc.ShouldBe(Instant.Paris("2026-05-23 17:00"));
        reading.Stages.ShouldHaveSingleItem().Exclusions.ShouldBeEmpty();
        reading.Stages[0].Used.ShouldBe(TimeSpan.FromHours(1));
        reading.Stages[0].Remaining.ShouldBe(TimeSpan.FromHours(23));
    }

    [Fact]
    public void Imaging_waits_for_Tuesday_and_says_why()
    {
        var reading = ReferralClock.Read(Reading.Clock("imaging"), Reading.Submitted(Friday), Friday.AddHours(1));

        // Saturday is a working day of this calendar: 7 h on Friday, 17 h on Saturday.
        reading.Stage(LaneStage.FirstResponse).DueUtc.ShouldBe(Instant.Paris("2026-05-23 17:00"));
        var booked = reading.Stage(LaneStage.Completion);
        // 7 h on Friday, 24 h on Saturday, the remaining 17 h on Tuesday.
        booked.DueUtc.ShouldBe(Instant.Paris("2026-05-26 17:00"));
        booked.Exclusions.ShouldBe(
        [
            new Exclusion(Instant.Paris("2026-05-24 00:00"), Instant.Paris("2026-05-25 00:00"), ExclusionReason.Sunday, "dimanche", "Sunday"),
            new Exclusion(Instant.Paris("2026-05-25 00:00"), Instant.Paris("2026-05-26 00:00"), ExclusionReason.PublicHoliday, "Lundi de Pentecôte", "Whit Monday"),
        ]);
        reading.DueUtc.ShouldBe(reading.Stage(LaneStage.FirstResponse).DueUtc);
    }

    [Fact]
    public void A_bank_holiday_Friday_stops_imaging_but_no_ecg()
    {
        // Friday 8 May 2026 is a public holiday.
        var thursday = Instant.Paris("2026-05-07 17:00");

        ReferralClock.Read(Reading.Clock("ecg"), Reading.Submitted(thursday), thursday).DueUtc.ShouldBe(Instant.Paris("2026-05-08 17:00"));
        ReferralClock.Read(Reading.Clock("imaging"), Reading.Submitted(thursday), thursday).DueUtc.ShouldBe(Instant.Paris("2026-05-09 17:00"));
    }
}
