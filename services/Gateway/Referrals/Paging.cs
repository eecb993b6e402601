using System.Buffers.Text;
using System.Text;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Keyset paging: a cursor names the last row seen, so that a page costs the same however long the history is.</summary>
sealed record Paging(string? After, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    // Fits a long, whatever its digits.
    const int LongestNumber = 18;

    /// <param name="isPlace">Whether the decoded cursor can be one of this list: what callers make up never reaches a query.</param>
    public static bool TryRead(string? cursor, int? limit, Func<string, bool> isPlace, out Paging page)
    {
        page = new Paging(null, Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit));
        if (string.IsNullOrEmpty(cursor))
            return true;
        if (cursor.Length > 200 || !Base64Url.IsValid(cursor))
            return false;
        page = page with { After = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) };
        return isPlace(page.After);
    }

    /// <summary>The place of a row that is sorted by its id.</summary>
    public static bool IsSortKey(string place) => place.Length == 32 && place.All(char.IsAsciiHexDigitLower);

    /// <summary>The place of a row that the database numbers.</summary>
    public static bool IsNumber(string place) => place.Length is > 0 and <= LongestNumber && place.All(char.IsAsciiDigit);

    /// <summary>Makes the page out of one row more than it shows.</summary>
    public Page<TItem> Of<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, TItem> show, Func<TRow, string> key) => new(
        [.. rows.Take(Limit).Select(show)],
        rows.Count > Limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[Limit - 1]))) : null);
}
