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
        }
    }

    /// <summary>A line left empty is no choice.</summary>
    public static JsonArray Read(string list, PostedForm typed)
    {
        var lines = FormLines.Of(typed, list).Select(index => FormLines.Name(list, index))
            .Select(line => (Code: typed.Text(line + ".code"), French: typed.Text(line + ".title.fr"), English: typed.Text(line + ".title.en")))
            .Where(line => line != (null, null, null)).ToList();
        var taken = lines.Select(line => line.Code).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return SettingText.Array(lines.Select(line => new JsonObject
        {
            ["code"] = line.Code ?? NewCode.OfChoice(line.English ?? line.French!, taken),
            ["title"] = new JsonObject { ["fr"] = line.French ?? "", ["en"] = line.English ?? "" },
        }));
    }
}
