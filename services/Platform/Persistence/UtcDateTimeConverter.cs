using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CptsReferral.Platform.Persistence;

/// <summary>
/// Instants are UTC on the way in and out. They are cut to microseconds, the finest grain that every
/// provider keeps, so that a value compares equal to its own stored copy everywhere.
/// </summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => ToStored(value),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    public const int Digits = 6;

    internal static DateTime ToStored(DateTime value)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}
