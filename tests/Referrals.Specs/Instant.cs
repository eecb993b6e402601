using System.Globalization;

namespace CptsReferral.Referrals.Specs;

/// <summary>Instants as a person in France writes them.</summary>
static class Instant
{
    static readonly TimeZoneInfo France = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    internal static DateTime Paris(string local) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), France);

    internal static DateTime Utc(string utc) => DateTime.SpecifyKind(
        DateTime.ParseExact(utc, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);

    internal static DateTime ToParis(this DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, France);
}
