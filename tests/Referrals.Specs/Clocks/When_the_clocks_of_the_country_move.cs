using CptsReferral.Referrals.Clocks;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Clocks;

public sealed class When_the_clocks_of_the_country_move
{
    [Theory]
    [InlineData("2026-03-28 17:00", "2026-03-29 18:00")]
    [InlineData("2026-10-24 17:00", "2026-10-25 16:00")]
    public void An_ecg_still_has_twenty_four_real_hours(string from, string due) => Due("ecg", from).ShouldBe(Instant.Paris(due));

    [Theory]
    [InlineData("2026-03-27 17:00", "2026-03-31 17:00")]
    [InlineData("2026-10-23 17:00", "2026-10-27 17:00")]
    public void A_Sunday_that_does_not_count_takes_its_odd_hour_with_it(string from, string due) =>
        Due("dermatology", from).ShouldBe(Instant.Paris(due));

    static DateTime? Due(string lane, string from) =>
        ReferralClock.Read(Reading.Clock(lane), Reading.Submitted(Instant.Paris(from)), Instant.Paris(from)).DueUtc;
}
