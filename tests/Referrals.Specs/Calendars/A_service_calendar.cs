using CptsReferral.Referrals.Calendars;
using CsCheck;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Calendars;

/// <summary>Held against the dullest possible account of the same thing: every minute asked for by itself.</summary>
public sealed class A_service_calendar
{
    const int Horizon = 12 * 24 * 60;

    static readonly Gen<DailyHours[]> Day =
        from cuts in Gen.Int[0, 96].HashSet[0, 3].Select(set => set.Order().ToArray())
        let opens = cuts.Length % 2 is 0 ? cuts : cuts[..^1]
        select opens.Chunk(2).Select(pair => new DailyHours(TimeSpan.FromMinutes(15 * pair[0]), TimeSpan.FromMinutes(15 * pair[1]))).ToArray();

    static readonly Gen<Model> Models =
        from week in Day.Array[7]
        from holidays in Gen.Bool
        from alsace in Gen.Bool
        where week.Any(day => day.Length > 0)
        select new Model(week, holidays, alsace);

    static readonly string[] Turns =
        ["2026-03-27 00:00", "2026-10-23 00:00", "2027-03-26 00:00", "2027-10-29 00:00", "2026-04-30 00:00", "2025-12-23 00:00"];

    // Half of the starts lie around the nights when the clocks move, or around the holidays of May and of Christmas.
    static readonly Gen<DateTime> Starts =
        from near in Gen.Int[0, 2 * Turns.Length].Select(index => index < Turns.Length ? Turns[index] : "")
        from minutes in Gen.Int[0, 4 * 24 * 60]
        from far in Gen.Int[0, 6 * 365 * 24 * 60]
        select near.Length > 0 ? Instant.Utc(near).AddMinutes(minutes) : Instant.Utc("2025-01-01 00:00").AddMinutes(far);

    [Fact]
    public void Is_open_when_each_minute_says_so() =>
        Gen.Select(Models, Starts).Sample((model, start) =>
        {
            var calendar = model.Calendar;
            return Enumerable.Range(0, 300).All(minute => calendar.IsOpen(start.AddMinutes(minute * 7)) == model.IsOpen(start.AddMinutes(minute * 7)));
        }, iter: 300);

    [Fact]
    public void Counts_open_time_as_a_walk_over_minutes_does() =>
        Gen.Select(Models, Starts, Gen.Int[0, Horizon]).Sample((model, start, minutes) =>
        {
            var walked = Enumerable.Range(0, minutes).Count(minute => model.IsOpen(start.AddMinutes(minute)));
            return model.Calendar.OpenTime(start, start.AddMinutes(minutes)) == TimeSpan.FromMinutes(walked);
        }, iter: 300);

    [Fact]
    public void Finds_the_deadline_that_a_walk_over_minutes_finds() =>
        Gen.Select(Models, Starts, Gen.Int[1, 4 * 24 * 60]).Sample((model, start, minutes) =>
        {
            var due = start;
            for (var left = minutes; left > 0; due = due.AddMinutes(1))
            {
                if (model.IsOpen(due))
                    left--;
            }

            return model.Calendar.Add(start, TimeSpan.FromMinutes(minutes)) == due;
        }, iter: 300);

    [Fact]
    public void Names_exactly_the_closed_minutes() =>
        Gen.Select(Models, Starts, Gen.Int[0, Horizon]).Sample((model, start, minutes) =>
        {
            var end = start.AddMinutes(minutes);
            var closed = model.Calendar.Exclusions(start, end);
            var walked = Enumerable.Range(0, minutes).Where(minute => !model.IsOpen(start.AddMinutes(minute))).ToHashSet();
            var named = closed
                .SelectMany(span => Enumerable.Range((int)(span.FromUtc - start).TotalMinutes, (int)(span.ToUtc - span.FromUtc).TotalMinutes))
                .ToList();
            return named.Count == walked.Count
                && walked.SetEquals(named)
                && closed.All(span => model.Reasons(span.FromUtc).Contains((span.Reason, span.French)))
                && closed.Zip(closed.Skip(1)).All(pair => pair.First.ToUtc < pair.Second.FromUtc || pair.First.French != pair.Second.French);
        }, iter: 300);

    [Fact]
    public void Undoes_what_it_adds() =>
        Gen.Select(Models, Starts, Gen.Long[1, TimeSpan.TicksPerDay * 60]).Sample((model, start, ticks) =>
            model.Calendar.OpenTime(start, model.Calendar.Add(start, TimeSpan.FromTicks(ticks))) == TimeSpan.FromTicks(ticks), iter: 2000);

    [Theory]
    [InlineData("2026-03-28 12:00", "2026-03-29 13:00")]
    [InlineData("2026-10-24 12:00", "2026-10-25 11:00")]
    [InlineData("2026-11-23 12:00", "2026-11-24 12:00")]
    public void Gives_twenty_four_hours_that_have_really_passed_when_continuous(string from, string due) =>
        ServiceCalendar.Continuous.Add(Instant.Paris(from), TimeSpan.FromHours(24)).ShouldBe(Instant.Paris(due));

    [Fact]
    public void Knows_that_a_day_may_have_23_or_25_hours()
    {
        var everyDay = ServiceCalendar.OpeningHours(_ => [DailyHours.AllDay], closedOnHolidays: false);

        everyDay.OpenTime(Instant.Paris("2026-03-29 00:00"), Instant.Paris("2026-03-30 00:00")).ShouldBe(TimeSpan.FromHours(23));
        everyDay.OpenTime(Instant.Paris("2026-10-25 00:00"), Instant.Paris("2026-10-26 00:00")).ShouldBe(TimeSpan.FromHours(25));
    }

    [Fact]
    public void Skips_the_weekend_of_an_office()
    {
        var office = ServiceCalendar.OpeningHours(Week.Office);

        office.Add(Instant.Paris("2026-11-27 17:00"), TimeSpan.FromHours(1)).ShouldBe(Instant.Paris("2026-11-27 18:00"));
        office.Add(Instant.Paris("2026-11-27 17:00"), TimeSpan.FromHours(2)).ShouldBe(Instant.Paris("2026-11-30 09:00"));
        office.Add(Instant.Paris("2026-11-28 10:00"), TimeSpan.FromHours(1)).ShouldBe(Instant.Paris("2026-11-30 09:00"));
    }

    [Fact]
    public void Says_why_it_was_closed() =>
        ServiceCalendar.OpeningHours(Week.AllDayButSunday).Exclusions(Instant.Paris("2026-04-04 17:00"), Instant.Paris("2026-04-09 17:00")).ShouldBe(
        [
            new Exclusion(Instant.Paris("2026-04-05 00:00"), Instant.Paris("2026-04-06 00:00"), ExclusionReason.Sunday, "dimanche", "Sunday"),
            new Exclusion(Instant.Paris("2026-04-06 00:00"), Instant.Paris("2026-04-07 00:00"), ExclusionReason.PublicHoliday, "Lundi de Pâques", "Easter Monday"),
        ]);

    [Fact]
    public void Says_a_night_once() =>
        ServiceCalendar.OpeningHours(Week.Office).Exclusions(Instant.Paris("2026-11-23 12:00"), Instant.Paris("2026-11-24 12:00"))
            .ShouldHaveSingleItem()
            .ShouldBe(new Exclusion(
                Instant.Paris("2026-11-23 18:00"), Instant.Paris("2026-11-24 08:00"), ExclusionReason.ClosedHours, "hors horaires d'ouverture", "outside opening hours"));

    [Fact]
    public void Opens_at_least_once_a_week() => Should.Throw<ArgumentException>(() => ServiceCalendar.OpeningHours(_ => []));

    [Fact]
    public void Takes_no_local_time() => Should.Throw<ArgumentException>(() =>
        ServiceCalendar.OpeningHours(Week.Office).IsOpen(new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Unspecified)));

    [Theory]
    [InlineData("08:00-18:00", true)]
    [InlineData("00:00-24:00", true)]
    [InlineData("18:00-08:00", false)]
    [InlineData("08:00-08:00", false)]
    [InlineData("8:00-18:00", false)]
    [InlineData("08:00-24:30", false)]
    [InlineData("08:60-18:00", false)]
    [InlineData(null, false)]
    public void Reads_hours_as_people_write_them(string? text, bool valid) => DailyHours.TryParse(text, out _).ShouldBe(valid);

    sealed record Model(DailyHours[][] Week, bool ClosedOnHolidays, bool AlsaceMoselle)
    {
        internal ServiceCalendar Calendar => ServiceCalendar.OpeningHours(day => Week[(int)day], ClosedOnHolidays, AlsaceMoselle);

        internal bool IsOpen(DateTime utc)
        {
            var local = utc.ToParis();
            return !IsHoliday(local) && Week[(int)local.DayOfWeek].Any(hours => local.TimeOfDay >= hours.From && local.TimeOfDay < hours.To);
        }

        internal IEnumerable<(ExclusionReason, string)> Reasons(DateTime utc)
        {
            var local = utc.ToParis();
            if (IsHoliday(local))
                return [(ExclusionReason.PublicHoliday, FrenchHolidays.On(DateOnly.FromDateTime(local), AlsaceMoselle)!.French)];
            return local.DayOfWeek is DayOfWeek.Sunday && Week[0].Length is 0
                ? [(ExclusionReason.Sunday, "dimanche")]
                : [(ExclusionReason.ClosedHours, "hors horaires d'ouverture")];
        }

        bool IsHoliday(DateTime local) => ClosedOnHolidays && FrenchHolidays.On(DateOnly.FromDateTime(local), AlsaceMoselle) is not null;
    }
}
