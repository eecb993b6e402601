using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Texts;

/// <summary>Whatever a person reads comes from the texts, in both languages.</summary>
public sealed partial class Every_text
{
    [Fact]
    public void Stands_in_both_languages() =>
        Sources.Texts.SelectMany(texts => texts.Value.French.Keys.Except(texts.Value.English.Keys).Concat(texts.Value.English.Keys.Except(texts.Value.French.Keys))
            .Select(key => $"{texts.Key}: {key}")).ShouldBeEmpty("keys that one language lacks");

    [Fact]
    public void Says_something_in_both_languages() =>
        Sources.Texts.SelectMany(texts => texts.Value.French.Concat(texts.Value.English)
            .Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{texts.Key}: {text.Key}")).ShouldBeEmpty();

    [Fact]
    public void Fills_the_same_places_in_both_languages() =>
        Sources.Texts.SelectMany(texts => texts.Value.French
            .Where(text => texts.Value.English.TryGetValue(text.Key, out var english) && !Places(text.Value).SetEquals(Places(english)))
            .Select(text => $"{texts.Key}: {text.Key}")).ShouldBeEmpty();

    [Fact]
    public void That_a_page_uses_exists()
    {
        var missing = new List<string>();
        foreach (var file in Sources.Code)
        {
            var source = File.ReadAllText(file);
            foreach (Match localizer in Localizer.Matches(source))
            {
                var known = Sources.Texts[localizer.Groups["type"].Value].French;
                foreach (Match use in Regex.Matches(source, $@"\b{localizer.Groups["name"].Value}\[(?<argument>[^\],]*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
                {
                    missing.AddRange(Literal.Matches(Compared.Replace(use.Groups["argument"].Value, ""))
                        .Where(key => !known.Keys.Any(k => Is(k, key)))
                        .Select(key => $"{Sources.Relative(file)}: {key.Value}"));
                }
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void That_a_page_shows_is_one_of_these() =>
        Sources.Components
            .Select(file => (File: Sources.Relative(file), Said: Word.Matches(Sources.Literal(File.ReadAllText(file))).Select(word => word.Value).ToList()))
            .Where(component => component.Said.Count > 0)
            .Select(component => $"{component.File}: {string.Join(' ', component.Said)}")
            .ShouldBeEmpty("words written into a component instead of its texts");

    [Fact]
    public void That_names_something_for_a_screen_reader_is_one_of_these() =>
        Sources.Components.SelectMany(file => Named.Matches(File.ReadAllText(file)).Select(name => $"{Sources.Relative(file)}: {name.Value}")).ShouldBeEmpty();

    // A part of a key leads to a family of texts.
    static bool Is(string known, Match key) =>
        key.Groups["more"].Length > 0 ? known.StartsWith(key.Groups["key"].Value, StringComparison.Ordinal)
        : key.Groups["before"].Length > 0 ? known.EndsWith(key.Groups["key"].Value, StringComparison.Ordinal)
        : known == key.Groups["key"].Value;

    static HashSet<string> Places(string text) => [.. Place.Matches(text).Select(place => place.Value)];

    [GeneratedRegex(@"IStringLocalizer<(?<type>\w+)>\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Localizer { get; }

    [GeneratedRegex(@"(?<before>\+\s*)?""(?<key>[^""]+)""(?<more>\s*\+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal { get; }

    // What a key is chosen by is no key; what is put together from values cannot be looked up here.
    [GeneratedRegex(@"(==|!=|\bis|\bor)\s*""[^""]*""|\(""[^""]*""\)|\$""[^""]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compared { get; }

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.None, 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\{\w+(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"\s(title|aria-label|aria-description|placeholder|alt)=""[^""@]*\p{L}[^""@]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named { get; }
}
