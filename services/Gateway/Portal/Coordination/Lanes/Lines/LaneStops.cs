using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>The questions of a lane's form to which "yes" stops the request: red flags and exclusions. Each stands in the form under its own name.</summary>
static class LaneStops
{
    public const string Path = "request.properties";
    public const string RedFlag = "x-red-flag";
    public const string Exclusion = "x-exclusion";

    /// <summary>The line of a question that has no name yet: no question of a lane can have this one.</summary>
    public const string New = Path + "._new";

    /// <summary>Names of the questions with one kind of message, in the order of the form.</summary>
    public static IReadOnlyList<string> Of(JsonObject document, string kind) =>
        Questions(document) is { } questions ? [.. questions.Where(question => question.Value.At(kind) is not null).Select(question => question.Key)] : [];

    /// <summary>What a coordinator changes about them. A fault names these too.</summary>
    public static IEnumerable<LaneSetting> Settings(JsonObject document) =>
        ((string[])[RedFlag, Exclusion]).SelectMany(kind => Of(document, kind).SelectMany(name => Settings($"{Path}.{name}", kind)));

    /// <summary>Adds the question that was typed into the empty line; without words there is none.</summary>
    public static void Add(JsonObject document, PostedForm typed)
    {
        if (typed.Text(New + ".kind") is not (RedFlag or Exclusion)
            || (typed.Text(New + ".x-en.title") ?? typed.Text(New + ".title")) is not { } words
            || Questions(document) is not { } questions)
        {
            return;
        }

        var kind = typed.Text(New + ".kind")!;
        var name = NewCode.OfQuestion(words, [.. questions.Select(question => question.Key)]);
        var last = Of(document, kind) is [.., var before] ? before : null;
        questions.Insert(last is null ? 0 : questions.IndexOf(last) + 1, name, new JsonObject
        {
            ["type"] = "boolean",
            ["title"] = "",
            ["const"] = false,
            ["x-en"] = new JsonObject(),
            [kind] = new JsonObject { ["message"] = new JsonObject() },
        });
        var named = typed.Renamed(field => field.Replace(New, $"{Path}.{name}", StringComparison.Ordinal));
        foreach (var setting in Settings($"{Path}.{name}", kind))
            LaneSettings.Set(document, setting.Path, SettingText.Read(setting, named));
        // A question that can stop a request is never left out.
        if (document["request"]!["required"] is not JsonArray required)
            document["request"]!["required"] = required = [];
        required.Insert(last is null ? 0 : Names(required).IndexOf(last) + 1, name);
    }

    /// <summary>Rules of the form that lean on it stay, and their faults are told.</summary>
    public static void Remove(JsonObject document, string name)
    {
        Questions(document)?.Remove(name);
        if (document["request"].At("required") is JsonArray required && Names(required).IndexOf(name) is >= 0 and var place)
            required.RemoveAt(place);
    }

    static IEnumerable<LaneSetting> Settings(string question, string kind) =>
    [
        new($"{question}.title", SettingKind.Text),
        new($"{question}.x-en.title", SettingKind.Text),
        new($"{question}.{kind}.message.fr", SettingKind.Text),
        new($"{question}.{kind}.message.en", SettingKind.Text),
        kind == RedFlag ? new($"{question}.{kind}.call", SettingKind.Text) : new($"{question}.{kind}.goTo", SettingKind.Optional),
    ];

    static JsonObject? Questions(JsonObject document) => document["request"].At("properties") as JsonObject;

    static List<string> Names(JsonArray names) => [.. names.Select(SettingText.Plain)];
}
