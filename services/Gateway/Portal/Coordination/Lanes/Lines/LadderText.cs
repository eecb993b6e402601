using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>The escalation ladder as fields: a line a step, what is done and at which share of which deadline.</summary>
static class LadderText
{
    public const string Path = "clock.escalation";

    /// <summary>As the document calls an act.</summary>
    public static string Code(ClockActKind act) => JsonSerializer.SerializeToElement(act, LaneJson.Options).GetString()!;

    public static void Write(JsonNode ladder, Dictionary<string, StringValues> fields)
    {
        foreach (var (index, step) in SettingText.Items(ladder).Index())
        {
            var line = FormLines.Name(Path, index);
            fields[line + ".act"] = SettingText.Plain(step.At("act"));
            fields[line + ".at"] = SettingText.Percent(step.At("at"));
            fields[line + ".stage"] = SettingText.Plain(step.At("stage"));
        }
    }

    /// <summary>A line left empty is no step.</summary>
    public static JsonArray Read(PostedForm typed) =>
        SettingText.Array(FormLines.Of(typed, Path).Select(index => FormLines.Name(Path, index)).Select(line => Step(typed, line)).OfType<JsonObject>());

    /// <summary>The steps of one stage, the earliest first; null for those of every stage.</summary>
    public static IReadOnlyList<int> Of(PostedForm form, string? stage) =>
    [
        .. FormLines.Of(form, Path).Where(index => form.Text(FormLines.Name(Path, index) + ".stage") == stage).OrderBy(index => Share(form, index)),
    ];

    public static IEnumerable<string?> Stages(PostedForm form) => FormLines.Of(form, Path).Select(index => form.Text(FormLines.Name(Path, index) + ".stage")).Distinct();

    /// <summary>What is done when follows from the shares alone: a step that moves changes its share with the next one that has another.</summary>
    public static PostedForm Moved(PostedForm form, int index, int by)
    {
        var steps = Of(form, form.Text(FormLines.Name(Path, index) + ".stage"));
        var others = by < 0 ? steps.Reverse().SkipWhile(step => Share(form, step) >= Share(form, index)) : steps.SkipWhile(step => Share(form, step) <= Share(form, index));
        foreach (var other in others.Take(1))
        {
            var (mine, theirs) = (FormLines.Name(Path, index) + ".at", FormLines.Name(Path, other) + ".at");
            return form.With(mine, form.Text(theirs)).With(theirs, form.Text(mine));
        }

        return form;
    }

    // What cannot be read comes last, where it is seen.
    static decimal Share(PostedForm form, int index) => SettingText.Number(form.Text(FormLines.Name(Path, index) + ".at")?.TrimEnd('%', ' ')) ?? decimal.MaxValue;

    static JsonObject? Step(PostedForm typed, string line)
    {
        var (act, at) = (typed.Text(line + ".act"), typed.Text(line + ".at"));
        if (act is null && at is null)
            return null;
        var step = new JsonObject { ["at"] = SettingText.Share(at ?? ""), ["act"] = act ?? "" };
        if (typed.Text(line + ".stage") is { } stage)
            step["stage"] = stage;
        return step;
    }
}
