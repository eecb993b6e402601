using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Wording;

/// <summary>What a lane and its codes are called. A code that a later version dropped is shown as itself.</summary>
sealed class LaneWords(IStringLocalizer<WordingTexts> texts)
{
    public static string Lane(IReadOnlyList<LaneDocument> lanes, string code) =>
        lanes.FirstOrDefault(lane => lane.Code == code)?.Title.InThisLanguage() ?? code;

    public static string Indication(IReadOnlyList<LaneDocument> lanes, string lane, string code) =>
        lanes.FirstOrDefault(one => one.Code == lane)?.Indications.FirstOrDefault(choice => choice.Code == code)?.Title.InThisLanguage() ?? code;

    /// <summary>"réponse en 24 h": the whole of the lane's clock in a few words.</summary>
    public string Promise(LaneDocument lane)
    {
        var last = lane.Clock.Stages[^1];
        return texts[last.Calendar.Kind == LaneCalendarKind.Continuous ? "Promise.Continuous" : "Promise.Calendar", (int)last.Duration.TotalHours];
    }
}
