using System.Text.RegularExpressions;
using System.Xml.Linq;
using CptsReferral.Portal.Specs.Browser;

namespace CptsReferral.Portal.Specs.Texts;

/// <summary>The portal as it is written: its pages and its texts in two languages.</summary>
static partial class Sources
{
    static readonly string Portal = Path.Combine(Pictures.Repository, "services", "Gateway", "Portal");

    public static IEnumerable<string> Components => Files("*.razor");

    public static IEnumerable<string> Code => Files("*.cs").Concat(Components);

    /// <summary>French and English of each set of texts, by the name of its class.</summary>
    public static IReadOnlyDictionary<string, (Dictionary<string, string> French, Dictionary<string, string> English)> Texts { get; } =
        Files("*Texts.resx").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => (Read(file), Read(Path.ChangeExtension(file, ".en.resx"))),
            StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Portal, file);

    /// <summary>What a component says by itself: its markup without comments, code, tags and expressions.</summary>
    public static string Literal(string component)
    {
        var markup = Comment.Replace(component, " ");
        if (CodeBlock.Match(markup) is { Success: true } code)
            markup = markup[..code.Index];
        var lines = markup.Split('\n').Select(line => line.Trim()).Where(line => !Directive.IsMatch(line));
        markup = Quoted.Replace(string.Join('\n', lines), "q");
        markup = Expression.Replace(WithoutParentheses(markup), " ");
        return Address.Replace(Entity.Replace(Tag.Replace(markup, " "), " "), " ");
    }

    static string WithoutParentheses(string markup)
    {
        while (Parentheses.Replace(markup, "q") is var shorter && shorter != markup)
            markup = shorter;
        return markup;
    }

    static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Portal, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal));

    static Dictionary<string, string> Read(string file) => File.Exists(file)
        ? XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal)
        : [];

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^(@(page|using|inject|attribute|inherits|implements|typeparam|namespace|layout)\b|(@|\})?\s*(if|else|foreach|for|switch|case|default|break|var|lock|using|while)\b|[{}]|.*;$|@\{)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Directive { get; }

    [GeneratedRegex("\"[^\"\n]*\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.None, 1000)]
    private static partial Regex Parentheses { get; }

    [GeneratedRegex(@"@q|@\w[\w.?!]*(\[[^\]]*\])*[\w.?]*q?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression { get; }

    [GeneratedRegex(@"@code\s*\{", RegexOptions.None, 1000)]
    private static partial Regex CodeBlock { get; }

    [GeneratedRegex(@"(?<=\s)/[\w./-]+", RegexOptions.None, 1000)]
    private static partial Regex Address { get; }

    [GeneratedRegex("<[^<>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag { get; }

    [GeneratedRegex("&[a-z]+;|&#[0-9]+;", RegexOptions.None, 1000)]
    private static partial Regex Entity { get; }
}
