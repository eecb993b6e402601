using CptsReferral.Referrals.Calendars;

namespace CptsReferral.Referrals.Clocks;

/// <summary>The time since the start of a referral with its pauses cut out: spans in order, the last one endless unless a pause is open.</summary>
internal sealed class RunningTime
{
    readonly List<(DateTime From, DateTime? To)> spans = [];

    RunningTime()
    {
    }

    /// <summary>False while a pause is open: what lies beyond it has no date.</summary>
    internal bool IsEndless => spans is [.., (_, null)];

    internal static RunningTime Of(ClockFacts facts)
    {
        var time = new RunningTime();
        DateTime? resumed = facts.StartUtc;
        foreach (var pause in facts.Pauses.OrderBy(pause => pause.FromUtc))
        {
            if (resumed is not { } from)
                break;
            if (pause.FromUtc > from)
                time.spans.Add((from, pause.FromUtc));
            if (pause.ToUtc is not { } to)
            {
                resumed = null;
                break;
            }

            // Overlapping pauses, or one from before the start, cut out no time twice.
            var end = to > pause.FromUtc ? to : pause.FromUtc;
            resumed = end > from ? end : from;
        }

        if (resumed is { } last)
            time.spans.Add((last, null));
        return time;
    }

    /// <summary>The first instant at which so much open time has run since <paramref name="startUtc"/>; null when an open pause comes first.</summary>
    internal DateTime? Add(ServiceCalendar calendar, DateTime startUtc, TimeSpan duration)
    {
        var left = duration;
        foreach (var (spanFrom, to) in spans)
        {
            var from = spanFrom < startUtc ? startUtc : spanFrom;
            if (to is not { } end)
                return calendar.Add(from, left);
            var open = calendar.OpenTime(from, end);
            if (left <= open)
                return calendar.Add(from, left);
            left -= open;
        }

        return null;
    }

    /// <summary>Open time that ran between two instants.</summary>
    internal TimeSpan OpenTime(ServiceCalendar calendar, DateTime fromUtc, DateTime toUtc)
    {
        var sum = TimeSpan.Zero;
        foreach (var (from, to) in spans)
            sum += calendar.OpenTime(from < fromUtc ? fromUtc : from, to < toUtc ? to.Value : toUtc);
        return sum;
    }
}
