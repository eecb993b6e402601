using System.Globalization;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Instants are stored in UTC and shown in Europe/Paris, with their offset.</summary>
static class ParisTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset Of(DateTime utc) => TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), Zone);

    public static DateTimeOffset? Of(DateTime? utc) => utc is { } instant ? Of(instant) : null;

    /// <summary>What a clock on a wall in Paris shows, as an instant with its offset; of the hour that comes twice in October, the second.</summary>
    public static DateTimeOffset FromLocal(DateTime wall) =>
        new(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), Zone.GetUtcOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified)));

    public static string Say(DateTime utc, CultureInfo culture) => culture.TwoLetterISOLanguageName == "fr"
        ? Of(utc).ToString("dddd d MMMM yyyy 'à' HH 'h' mm", culture)
        : Of(utc).ToString("dddd d MMMM yyyy 'at' HH:mm", culture);
}
