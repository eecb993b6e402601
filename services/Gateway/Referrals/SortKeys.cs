using System.Globalization;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Keys that sort by time: the first 48 bits of an id are its millisecond.</summary>
static class SortKeys
{
    const int TimeDigits = 12;
    const int Digits = 32;

    /// <summary>Below every key made at this instant or later.</summary>
    public static string At(DateTime utc) =>
        new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture)[..TimeDigits].PadRight(Digits, '0');
}
