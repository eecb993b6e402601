using System.Globalization;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.Readings;

/// <summary>Which readings are looked for. Days are those of Paris, both included.</summary>
/// <param name="Reference">Of a referral, as people say it.</param>
sealed record ReadingFilter(Guid? Person, Guid? Referral, string? Reference, DateOnly? From, DateOnly? To)
{
    const int LongestReference = 100;

    /// <summary>False with the name of the parameter that is none.</summary>
    public static bool TryRead(ReadingQuestion asked, out ReadingFilter filter, out string wrong)
    {
        wrong = "";
        if (!TryReadDay(asked.From, out var first))
            wrong = "from";
        if (!TryReadDay(asked.To, out var last))
            wrong = "to";
        if (asked.Reference is { } said && (said.Length > LongestReference || said.Any(char.IsControl)))
            wrong = "reference";
        filter = new(asked.Person, asked.Referral, string.IsNullOrWhiteSpace(asked.Reference) ? null : asked.Reference.Trim().ToUpperInvariant(), first, last);
        return wrong.Length == 0;
    }

    public DateTime? FromUtc => From is { } day ? StartOf(day) : null;

    public DateTime? BeforeUtc => To is { } day ? StartOf(day.AddDays(1)) : null;

    static DateTime StartOf(DateOnly day) => ParisTime.FromLocal(day.ToDateTime(TimeOnly.MinValue)).UtcDateTime;

    static bool TryReadDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year is < 2000 or > 2999)
            return false;
        day = read;
        return true;
    }
}

/// <summary>The same as it is written in an address.</summary>
sealed record ReadingQuestion(Guid? Person, Guid? Referral, string? Reference, string? From, string? To);
