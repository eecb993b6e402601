using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CptsReferral.Portal.Specs.Browser;

namespace CptsReferral.Portal.Specs.Texts;

/// <summary>Everything that the portal and the lanes say in French and not in English as well.</summary>
static partial class FrenchWords
{
    static readonly Lazy<IReadOnlyList<string>> Phrases = new(Collect);

    /// <summary>What of it stands on a page, in sight or in an attribute.</summary>
    public static IReadOnlyList<string> On(string html)
    {
        var page = Plain(WebUtility.HtmlDecode(html));
        return [.. Phrases.Value.Where(phrase => Stands(phrase, page))];
    }

    static List<string> Collect()
    {
        var french = Sources.Texts.Values.SelectMany(texts => texts.French.Values).Concat(OfLanes("fr")).Concat(OfCalendar("fr-FR"));
        var english = Sources.Texts.Values.SelectMany(texts => texts.English.Values).Concat(OfLanes("en")).Concat(OfCalendar("en-GB")).Select(Plain).ToList();
        return
        [
            .. french.SelectMany(text => Place.Split(text)).Select(Plain).Where(part => Letters.IsMatch(part)).Distinct(StringComparer.Ordinal)
                // Words that both languages have, such as Patient.
                .Where(part => !english.Exists(text => Stands(part, text))),
        ];
    }

    // In both languages a lane's words stand in pairs; the French of a form's field is its title and description.
    static IEnumerable<string> OfLanes(string language) => Directory
        .EnumerateFiles(Path.Combine(Pictures.Repository, "services", "Referrals", "Lanes", "Shipped"), "*.json")
        .SelectMany(file => Words(JsonNode.Parse(File.ReadAllText(file)), language, isEnglish: false));

    static IEnumerable<string> Words(JsonNode? node, string language, bool isEnglish) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field switch
        {
            { Value: JsonValue text } when text.TryGetValue(out string? said) && (field.Key == language || (field.Key is "title" or "description" && isEnglish == (language == "en"))) => [said],
            _ => Words(field.Value, language, field.Key == "x-en"),
        }),
        JsonArray items => items.SelectMany(item => Words(item, language, isEnglish)),
        _ => [],
    };

    static IEnumerable<string> OfCalendar(string culture) =>
        CultureInfo.GetCultureInfo(culture).DateTimeFormat is var words ? [.. words.DayNames, .. words.MonthNames] : [];

    // Signs and spaces of typography differ from place to place.
    static string Plain(string text) => Spaces.Replace(text.Replace('’', '\''), " ").Trim(' ', '.', ',', ':', ';', '(', ')', '«', '»', '“', '”', '?', '!');

    static bool Stands(string phrase, string text)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"\{\w+(?::[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"\p{L}{3,}", RegexOptions.None, 1000)]
    private static partial Regex Letters { get; }

    [GeneratedRegex(@"[\s\u00a0\u202f]+", RegexOptions.None, 1000)]
    private static partial Regex Spaces { get; }
}
