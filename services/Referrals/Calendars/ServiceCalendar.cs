using System.Runtime.CompilerServices;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Calendars;

/// <summary>
/// Which time counts: all of it, or opening hours in French local time. Arithmetic is exact on the days when the clocks move
/// and goes day by day, never minute by minute. All instants are UTC; a span includes its start and not its end.
/// </summary>
public sealed class ServiceCalendar
{
    static readonly ConditionalWeakTable<LaneCalendar, ServiceCalendar> Known = [];

    readonly DailyHours[][]? week;
    readonly bool closedOnHolidays;
    readonly bool alsaceMoselle;

    ServiceCalendar(DailyHours[][]? week, bool closedOnHolidays, bool alsaceMoselle) =>
        (this.week, this.closedOnHolidays, this.alsaceMoselle) = (week, closedOnHolidays, alsaceMoselle);

    /// <summary>Every hour counts.</summary>
    public static ServiceCalendar Continuous { get; } = new(week: null, closedOnHolidays: false, alsaceMoselle: false);

    /// <summary>Opening hours in French local time.</summary>
    /// <param name="hours">The hours of each weekday, in any order but not overlapping; asked once per weekday.</param>
    public static ServiceCalendar OpeningHours(
        Func<DayOfWeek, IReadOnlyList<DailyHours>> hours, bool closedOnHolidays = true, bool alsaceMoselle = false)
    {
        ArgumentNullException.ThrowIfNull(hours);
        DailyHours[][] opening = [.. Enum.GetValues<DayOfWeek>().Select(day => hours(day).OrderBy(open => open.From).ToArray())];
        // A deadline on a calendar that never opens would be looked for for ever.
        return opening.Any(day => day.Length > 0)
            ? new ServiceCalendar(opening, closedOnHolidays, alsaceMoselle)
            : throw new ArgumentException("A calendar opens at least once a week.", nameof(hours));
    }

    /// <summary>The calendar that a lane describes.</summary>
    public static ServiceCalendar Of(LaneCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.Kind is LaneCalendarKind.Continuous ? Continuous : Known.GetValue(calendar, Build);
    }

    /// <summary>Whether this instant counts.</summary>
    public bool IsOpen(DateTime utc)
    {
        if (week is null)
            return true;
        var local = Paris.Local(utc);
        foreach (var hours in HoursOn(DateOnly.FromDateTime(local)))
        {
            if (local.TimeOfDay >= hours.From && local.TimeOfDay < hours.To)
                return true;
        }

        return false;
    }

    /// <summary>The first instant at which <paramref name="openDuration"/> of open time has passed since <paramref name="startUtc"/>.</summary>
    public DateTime Add(DateTime startUtc, TimeSpan openDuration)
    {
        if (week is null || openDuration <= TimeSpan.Zero)
            return Paris.Utc(startUtc) + (openDuration > TimeSpan.Zero ? openDuration : TimeSpan.Zero);

        var left = openDuration;
        foreach (var (from, to) in OpenSpans(startUtc))
        {
            if (left <= to - from)
                return from + left;
            left -= to - from;
        }

        throw new InvalidOperationException("Open spans never end.");
    }

    /// <summary>How much open time lies between two instants; zero when the second is not after the first.</summary>
    public TimeSpan OpenTime(DateTime fromUtc, DateTime toUtc)
    {
        if (toUtc <= fromUtc)
            return TimeSpan.Zero;
        if (week is null)
            return toUtc - fromUtc;

        var sum = TimeSpan.Zero;
        foreach (var (from, to) in OpenSpans(fromUtc))
        {
            if (from >= toUtc)
                break;
            sum += (to < toUtc ? to : toUtc) - from;
        }

        return sum;
    }

    /// <summary>The closed time between two instants, in order, each span with its reason.</summary>
    public IReadOnlyList<Exclusion> Exclusions(DateTime fromUtc, DateTime toUtc)
    {
        if (week is null || toUtc <= fromUtc)
            return [];

        var spans = new List<Exclusion>();
        for (var day = Paris.Day(fromUtc); ; day = day.AddDays(1))
        {
            var (first, second) = Paris.Stretches(day);
            var closedFrom = first.FromUtc;
            if (closedFrom >= toUtc)
                return spans;
            foreach (var (from, to) in OpenSpansOn(day))
            {
                Exclude(closedFrom, from, day);
                closedFrom = to;
            }

            Exclude(closedFrom, (second ?? first).ToUtc, day);
        }

        void Exclude(DateTime from, DateTime to, DateOnly day)
        {
            from = from < fromUtc ? fromUtc : from;
            to = to > toUtc ? toUtc : to;
            if (from >= to)
                return;
            var (reason, french, english) = WhyClosed(day);
            // Nights and weekends without hours read as one span, not as one per calendar day.
            if (spans.Count > 0 && spans[^1] is var last && last.ToUtc == from && last.French == french)
                spans[^1] = last with { ToUtc = to };
            else
                spans.Add(new Exclusion(from, to, reason, french, english));
        }
    }

    static ServiceCalendar Build(LaneCalendar calendar) => OpeningHours(
        day => [.. (calendar.Hours?.On(day) ?? []).Select(text =>
            DailyHours.TryParse(text, out var hours) ? hours : throw new FormatException($"'{text}' are no opening hours."))],
        calendar.PublicHolidays is not LaneHolidayRule.Open,
        calendar.AlsaceMoselle);

    DailyHours[] HoursOn(DateOnly day) =>
        closedOnHolidays && FrenchHolidays.On(day, alsaceMoselle) is not null ? [] : week![(int)day.DayOfWeek];

    (ExclusionReason Reason, string French, string English) WhyClosed(DateOnly day)
    {
        if (closedOnHolidays && FrenchHolidays.On(day, alsaceMoselle) is { } holiday)
            return (ExclusionReason.PublicHoliday, holiday.French, holiday.English);
        return day.DayOfWeek is DayOfWeek.Sunday && week![0].Length is 0
            ? (ExclusionReason.Sunday, "dimanche", "Sunday")
            : (ExclusionReason.ClosedHours, "hors horaires d'ouverture", "outside opening hours");
    }

    /// <summary>Open spans from an instant on, without end.</summary>
    IEnumerable<(DateTime From, DateTime To)> OpenSpans(DateTime startUtc)
    {
        for (var day = Paris.Day(startUtc); ; day = day.AddDays(1))
        {
            foreach (var (from, to) in OpenSpansOn(day))
            {
                if (to > startUtc)
                    yield return (from < startUtc ? startUtc : from, to);
            }
        }
    }

    IEnumerable<(DateTime From, DateTime To)> OpenSpansOn(DateOnly day)
    {
        var hours = HoursOn(day);
        if (hours.Length is 0)
            yield break;
        var (first, second) = Paris.Stretches(day);
        for (Paris.Stretch? stretch = first; stretch is { } now; stretch = now == first ? second : null)
        {
            foreach (var open in hours)
            {
                var (from, to) = now.Between(day, open.From, open.To);
                if (from < to)
                    yield return (from, to);
            }
        }
    }
}
