using System.Globalization;
using System.Runtime.InteropServices;

namespace CptsReferral.Referrals.Calendars;

/// <summary>Local hours of one day, written <c>08:00-18:00</c>; the end is the first instant that is closed, 24:00 being midnight.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DailyHours(TimeSpan From, TimeSpan To)
{
    /// <summary>From midnight to midnight, however long the day is.</summary>
    public static DailyHours AllDay { get; } = new(TimeSpan.Zero, TimeSpan.FromDays(1));

    /// <summary>Reads <c>HH:mm-HH:mm</c>; false when it is not that, or ends before it starts.</summary>
    public static bool TryParse(string? text, out DailyHours hours)
    {
        hours = default;
        if (text is not { Length: 11 } || text[5] is not '-' || !TryTime(text.AsSpan(0, 5), out var from) || !TryTime(text.AsSpan(6), out var to) || from >= to)
            return false;
        hours = new DailyHours(from, to);
        return true;
    }

    static bool TryTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        if (text is "24:00")
        {
            time = TimeSpan.FromDays(1);
            return true;
        }

        return TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
    }
}
