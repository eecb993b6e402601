using System.Text.Json.Nodes;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>One everyday setting: where it stands in the lane's document, and how it is typed. Its field has the path as its name, so that a fault finds it.</summary>
sealed record LaneSetting(string Path, SettingKind Kind)
{
    /// <summary>Chosen once: requests and rotas know the lane and its desk by these.</summary>
    public bool IsForGood => Path is "code" or "desk.code";

    /// <summary>Those of a document; a clock has one stage or two.</summary>
    public static IReadOnlyList<LaneSetting> Of(JsonObject document)
    {
        var stages = document["clock"]?["stages"] is JsonArray list ? list.Count : 0;
        return
        [
            new("code", SettingKind.Text),
            new("title.fr", SettingKind.Text),
            new("title.en", SettingKind.Text),
            new("need", SettingKind.Text),
            new("requesters", SettingKind.Codes),
            new("desk.code", SettingKind.Text),
            new("desk.title.fr", SettingKind.Text),
            new("desk.title.en", SettingKind.Text),
            new("desk.functions", SettingKind.Codes),
            new("desk.backup", SettingKind.Codes),
            .. Enumerable.Range(0, stages).SelectMany(stage => new LaneSetting[]
            {
                new($"clock.stages[{stage}].duration", SettingKind.Hours),
                new($"clock.stages[{stage}].calendar", SettingKind.Calendar),
            }),
            new("clock.warnings", SettingKind.Percents),
            new("clock.claimTimeout", SettingKind.Hours),
            new("returnLoop.secondChannelAfter", SettingKind.Hours),
            new("returnLoop.callListAfter", SettingKind.Hours),
            new("attachments.min", SettingKind.Whole),
            new("attachments.max", SettingKind.Whole),
            new("indications", SettingKind.Choices),
            new("declineReasons", SettingKind.Choices),
        ];
    }
}

/// <summary>How a setting is typed.</summary>
enum SettingKind
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>A number without a fraction.</summary>
    Whole,

    /// <summary>A duration, in hours.</summary>
    Hours,

    /// <summary>Fractions, in percent, with commas or spaces between.</summary>
    Percents,

    /// <summary>Boxes to tick, and a line for codes that nobody has yet.</summary>
    Codes,

    /// <summary>One a line: code, French, English, with bars between.</summary>
    Choices,

    /// <summary>Kind of calendar, hours of each day, holidays.</summary>
    Calendar,
}
