using System.Globalization;
using CptsReferral.Referrals.Calendars;
using CsCheck;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Calendars;

public sealed class The_public_holidays_of_France
{
    [Theory]
    [InlineData(2015, "04-03", "04-06", "05-14", "05-25")]
    [InlineData(2026, "04-03", "04-06", "05-14", "05-25")]
    [InlineData(2027, "03-26", "03-29", "05-06", "05-17")]
    [InlineData(2028, "04-14", "04-17", "05-25", "06-05")]
    [InlineData(2029, "03-30", "04-02", "05-10", "05-21")]
    [InlineData(2030, "04-19", "04-22", "05-30", "06-10")]
    public void Move_with_Easter(int year, string goodFriday, string easterMonday, string ascension, string whitMonday)
    {
        Day("Vendredi saint").ShouldBe(goodFriday);
        Day("Lundi de Pâques").ShouldBe(easterMonday);
        Day("Ascension").ShouldBe(ascension);
        Day("Lundi de Pentecôte").ShouldBe(whitMonday);

        string Day(string name) => FrenchHolidays.Of(year, alsaceMoselle: true).Single(holiday => holiday.French == name).Date.ToString("MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Are_eleven_in_an_ordinary_year_and_thirteen_in_Alsace_Moselle()
    {
        FrenchHolidays.Of(2026).Select(holiday => holiday.Date.ToString("MM-dd", CultureInfo.InvariantCulture)).ShouldBe(
            ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]);
        FrenchHolidays.Of(2026, alsaceMoselle: true).Count.ShouldBe(13);
    }

    [Theory]
    [InlineData(2008, 5, 1, "Fête du Travail, Ascension", "Labour Day, Ascension Day")]
    [InlineData(2059, 5, 8, "Victoire 1945, Ascension", "Victory in Europe Day, Ascension Day")]
    [InlineData(2070, 5, 8, "Victoire 1945, Ascension", "Victory in Europe Day, Ascension Day")]
    public void Share_a_day_when_Ascension_meets_May(int year, int month, int day, string french, string english)
    {
        FrenchHolidays.Of(year).Count.ShouldBe(10);
        FrenchHolidays.On(new DateOnly(year, month, day)).ShouldBe(new PublicHoliday(new DateOnly(year, month, day), french, english));
    }

    [Fact]
    public void Are_no_other_day() => FrenchHolidays.On(new DateOnly(2026, 11, 23)).ShouldBeNull();

    [Fact]
    public void Follow_a_Sunday_between_22_March_and_25_April() =>
        Gen.Int[1900, 2500].Sample(year =>
        {
            var easter = FrenchHolidays.Of(year).Single(holiday => holiday.French.Contains("Lundi de Pâques", StringComparison.Ordinal)).Date.AddDays(-1);
            return easter.DayOfWeek is DayOfWeek.Sunday && easter >= new DateOnly(year, 3, 22) && easter <= new DateOnly(year, 4, 25);
        });

    [Fact]
    public void Agree_with_the_paschal_moon_of_the_almanac() =>
        // Gauss's rule, another road to the same Sunday.
        Gen.Int[1900, 2099].Sample(year =>
        {
            var moon = ((19 * (year % 19)) + 24) % 30;
            var sunday = ((2 * (year % 4)) + (4 * (year % 7)) + (6 * moon) + 5) % 7;
            var gauss = new DateOnly(year, 3, 22).AddDays(moon + sunday);
            if (gauss == new DateOnly(year, 4, 26) || (gauss == new DateOnly(year, 4, 25) && moon == 28 && year % 19 > 10))
                gauss = gauss.AddDays(-7);
            return FrenchHolidays.On(gauss.AddDays(1)) is not null && FrenchHolidays.Of(year).Any(holiday => holiday.Date == gauss.AddDays(50));
        });
}
