using System.Runtime.InteropServices;

namespace CptsReferral.Referrals.Calendars;

/// <summary>Legal time of metropolitan France: where opening hours, public holidays and duty hours live.</summary>
internal static class Paris
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    internal static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Zone.GetUtcOffset(Utc(utc)), DateTimeKind.Unspecified);

    internal static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The stretches of a local day over which the distance to UTC does not change: one, or two when the clocks move.</summary>
    internal static (Stretch First, Stretch? Second) Stretches(DateOnly day)
    {
        var start = Midnight(day);
        var end = Midnight(day.AddDays(1));
        var before = Zone.GetUtcOffset(start);
        var after = Zone.GetUtcOffset(end);
        if (before == after)
            return (new Stretch(start, end, before), null);

        var (low, high) = (start, end);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + TimeSpan.FromSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = Zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }

        return (new Stretch(start, high, before), new Stretch(high, end, after));
    }

    internal static DateTime Utc(DateTime instant) => instant.Kind is DateTimeKind.Utc
        ? instant
        : throw new ArgumentException("Instants are UTC here.", nameof(instant));

    static DateTime Midnight(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Stretch(DateTime FromUtc, DateTime ToUtc, TimeSpan Offset)
    {
        /// <summary>The part of this stretch whose local time of day lies between the two; empty when the second is not after the first.</summary>
        internal (DateTime FromUtc, DateTime ToUtc) Between(DateOnly day, TimeSpan from, TimeSpan to)
        {
            var zero = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc) - Offset;
            var (start, end) = (zero + from, zero + to);
            return (start < FromUtc ? FromUtc : start, end > ToUtc ? ToUtc : end);
        }
    }
}
