using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>Every lane has a deadline for its answer; one for the first response is added or taken away.</summary>
static class LaneStages
{
    public const string FirstResponse = LaneStage.FirstResponse;

    public static IEnumerable<JsonNode?> Of(JsonObject document) => SettingText.Items(document["clock"].At("stages"));

    public static IEnumerable<string?> Codes(JsonObject document) => Of(document).Select(stage => SettingText.Plain(stage.At("code")));

    public static bool Is(JsonNode? stage, string code) => SettingText.Plain(stage.At("code")) == code;

    /// <summary>In the language of the page.</summary>
    public static string Title(JsonNode? stage) =>
        new LaneText(SettingText.Plain(stage.At("title").At("fr")), SettingText.Plain(stage.At("title").At("en"))).InThisLanguage();

    public static string? Title(JsonObject document, string code) => Of(document).Where(stage => Is(stage, code)).Select(Title).FirstOrDefault();

    public static void Change(JsonObject document, bool wanted)
    {
        if (document["clock"].At("stages") is not JsonArray stages || Codes(document).Contains(FirstResponse) == wanted)
            return;
        if (wanted)
            stages.Insert(0, First(stages));
        else
            Remove(document, stages);
    }

    // As the answer's: something to change, where empty fields would say nothing.
    static JsonObject First(JsonArray stages)
    {
        var answer = stages.FirstOrDefault();
        return new JsonObject
        {
            ["code"] = FirstResponse,
            ["title"] = new JsonObject { ["fr"] = "Première réponse", ["en"] = "First response" },
            ["duration"] = answer.At("duration")?.DeepClone() ?? "PT24H",
            ["calendar"] = answer.At("calendar")?.DeepClone() ?? new JsonObject { ["kind"] = CalendarText.Continuous },
        };
    }

    // Its steps of the ladder go with it.
    static void Remove(JsonObject document, JsonArray stages)
    {
        foreach (var stage in stages.Where(stage => Is(stage, FirstResponse)).ToList())
            stages.Remove(stage);
        if (document["clock"].At("escalation") is not JsonArray ladder)
            return;
        foreach (var step in ladder.Where(step => SettingText.Plain(step.At("stage")) == FirstResponse).ToList())
            ladder.Remove(step);
    }
}
