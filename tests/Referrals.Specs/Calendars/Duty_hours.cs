using CptsReferral.Referrals.Calendars;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Calendars;

public sealed class Duty_hours
{
    [Theory]
    [InlineData("2026-11-23 10:00", false)]
    [InlineData("2026-11-23 20:00", true)]
    [InlineData("2026-11-23 19:59", false)]
    [InlineData("2026-11-24 07:59", true)]
    [InlineData("2026-11-24 08:00", false)]
    [InlineData("2026-11-28 11:59", false)]
    [InlineData("2026-11-28 12:00", true)]
    [InlineData("2026-11-29 12:00", true)]
    [InlineData("2026-12-25 09:00", true)]
    public void Are_nights_Sundays_holidays_and_Saturday_afternoons(string paris, bool onDuty) =>
        new DutyHours(SaturdayAfternoon: true).IsOnDuty(Instant.Paris(paris)).ShouldBe(onDuty);

    [Fact]
    public void Leave_Saturday_afternoon_out_where_the_territory_does() =>
        new DutyHours().IsOnDuty(Instant.Paris("2026-11-28 12:00")).ShouldBeFalse();

    [Fact]
    public void Count_Saint_Stephens_day_in_Alsace_Moselle_only()
    {
        var afternoon = Instant.Paris("2025-12-26 15:00");

        new DutyHours().IsOnDuty(afternoon).ShouldBeFalse();
        new DutyHours(AlsaceMoselle: true).IsOnDuty(afternoon).ShouldBeTrue();
    }
}
