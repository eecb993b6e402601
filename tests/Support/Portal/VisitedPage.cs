using System.Net;
using System.Text.RegularExpressions;

namespace CptsReferral.Support.Portal;

/// <summary>A page as it came: where it was, what it said, what its forms hold.</summary>
public sealed partial record VisitedPage(Uri Address, HttpStatusCode Status, Uri? Location, string Html)
{
    public string Path => Address.AbsolutePath;

    public string Title => Text(HeadingPattern().Match(Html).Groups["text"].Value);

    public IReadOnlyList<string> Faults => [.. FaultPattern().Matches(Html).Select(match => Text(match.Groups["text"].Value))];

    /// <summary>Everything set in the typeface of codes: keys to type, recovery codes.</summary>
    public IReadOnlyList<string> Codes => [.. CodePattern().Matches(Html).Select(match => Text(match.Groups["text"].Value))];

    public bool Has(string form) => FormNamed(form) is not null;

    /// <summary>What a form would post if nobody filled anything in.</summary>
    public Dictionary<string, string> Form(string name) => InputPattern().Matches(FormNamed(name) ?? throw new InvalidOperationException($"No form {name} on {Path} ({(int)Status}: {Title})."))
        .Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value"), Type: Attribute(input.Value, "type")))
        .Where(input => input.Name is not null && input.Type is "hidden" or "text" or "email")
        .ToDictionary(input => input.Name!, input => input.Value ?? "", StringComparer.Ordinal);

    public Uri FormAddress(string name) => new(Address, Attribute(TagPattern().Match(FormNamed(name)!).Value, "action") is { Length: > 0 } action ? action : Address.PathAndQuery);

    /// <summary>Shown when an expectation fails.</summary>
    public override string ToString() => $"{(int)Status} {Path}: {Title} {string.Join(" / ", Faults)}";

    // A component's form carries its name; a plain one is known by where it posts.
    string? FormNamed(string name) => FormPattern().Matches(Html).Select(match => match.Value)
        .FirstOrDefault(form => form.Contains($"name=\"_handler\" value=\"{name}\"", StringComparison.Ordinal) || Attribute(TagPattern().Match(form).Value, "action") == name);

    static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    static string Text(string html) => WebUtility.HtmlDecode(MarkupPattern().Replace(html, "")).Trim();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<form[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex TagPattern();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex InputPattern();

    [GeneratedRegex("<h1[^>]*>(?<text>.*?)</h1>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("govuk-error-message\">(?<text>.*?)</p>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FaultPattern();

    [GeneratedRegex("<code[^>]*>(?<text>.*?)</code>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex MarkupPattern();
}
