using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>Choices as fields: a line each, in both languages. The code stays when the words change; a new line gets one from its words.</summary>
static class ChoiceText
{
    public static void Write(string list, JsonNode choices, Dictionary<string, StringValues> fields)
    {
        foreach (var (index, choice) in SettingText.Items(choices).Index())
        {
            var line = FormLines.Name(list, index);
            fields[line + ".code"] = SettingText.Plain(choice.At("code"));
            fields[line + ".title.fr"] = SettingText.Plain(choice.At("title").At("fr"));
            fields[line + ".title.en"] = SettingText.Plain(choice.At("title").At("en"));
            if (Rest(choice) is { Count: > 0 } rest)
                fields[line + ".rest"] = rest.ToJsonString();
        }
    }

    /// <summary>A line left empty is no choice.</summary>
    public static JsonArray Read(string list, PostedForm typed)
    {
        var lines = FormLines.Of(typed, list).Select(index => FormLines.Name(list, index))
            .Select(line => (Code: typed.Text(line + ".code"), French: typed.Text(line + ".title.fr"), English: typed.Text(line + ".title.en"), Other: typed.Text(line + ".rest")))
            .Where(line => (line.Code, line.French, line.English) != (null, null, null)).ToList();
        var taken = lines.Select(line => line.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return SettingText.Array(lines.Select(line =>
        {
            var choice = Rest(LaneDraft.Parse(line.Other));
            choice.Insert(0, "code", line.Code ?? NewCode.OfChoice(line.English ?? line.French!, taken));
            choice.Insert(1, "title", new JsonObject { ["fr"] = line.French ?? "", ["en"] = line.English ?? "" });
            return choice;
        }));
    }

    // What a choice says beyond its code and its words has no field, and goes with it.
    static JsonObject Rest(JsonNode? choice) =>
        new((choice as JsonObject ?? []).Where(member => member.Key is not ("code" or "title")).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
