using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CptsReferral.Referrals.Lanes;

/// <summary>What a schema may ask of a string.</summary>
internal static partial class TextRules
{
    // Patterns come from documents that people edit: linear time, whatever they wrote.
    const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    internal static IEnumerable<Fault> Faults(JsonElement schema, string text, string path, FieldLabel label)
    {
        if (schema.TryGetProperty("minLength", out var min) && Length(text) < min.Whole())
            yield return SchemaFaults.TooShort(path, label, min.Whole());
        if (schema.TryGetProperty("maxLength", out var max) && Length(text) > max.Whole())
            yield return SchemaFaults.TooLong(path, label, max.Whole());
        if (schema.TryGetProperty("pattern", out var pattern) && !IsMatch(text, pattern.GetString()!))
            yield return SchemaFaults.Pattern(path, label, Example(schema));
        if (schema.TryGetProperty("format", out var format) && !HasFormat(text, format.GetString()!))
            yield return SchemaFaults.Format(path, label, format.GetString()!);
    }

    /// <summary>In .NET a final <c>$</c> lets a line feed pass; in JSON Schema it does not.</summary>
    internal static bool IsMatch(string text, string pattern) => Regex.IsMatch(
        text,
        pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? string.Concat(pattern.AsSpan(0, pattern.Length - 1), @"\z") : pattern,
        Safe,
        TimeSpan.FromSeconds(1));

    internal static bool IsPattern(string pattern)
    {
        try
        {
            _ = IsMatch("", pattern);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    internal static bool HasFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => FullTime().IsMatch(text) && IsInstant($"2000-01-01T{text}"),
        "date-time" => IsInstant(text),
        _ => true,
    };

    static bool IsInstant(string text) =>
        Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Characters as people and JSON Schema count them, not UTF-16 units.</summary>
    static int Length(string text) => text.EnumerateRunes().Count();

    static string Example(JsonElement schema) =>
        schema.TryGetProperty("examples", out var examples) && examples.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first
            ? first.GetString()!
            : "";

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullTime();
}
