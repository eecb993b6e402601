using System.Globalization;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Referrals;

/// <summary>The clock in one sentence, the way people say it.</summary>
static class ClockSentence
{
    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static LaneText Of(ClockReading reading, Referral referral)
    {
        if (referral.CompletedUtc is { } done)
        {
            return new(
                $"Terminée {ParisTime.Say(done, French)}{(reading.Breached ? ", hors délai" : ", dans les délais")}.",
                $"Completed {ParisTime.Say(done, English)}{(reading.Breached ? ", late" : ", in time")}.");
        }

        if (reading.Paused)
        {
            var since = referral.Pauses[^1].FromUtc;
            return new(
                $"En pause depuis {ParisTime.Say(since, French)} : un complément est attendu du demandeur.",
                $"Paused since {ParisTime.Say(since, English)}: the requester owes information.");
        }

        if (reading.DueUtc is not { } due)
            return new("Aucune échéance en cours.", "No deadline is running.");
        var excluded = reading.Stages.SelectMany(stage => stage.Exclusions).Where(e => e.FromUtc < due).DistinctBy(e => e.FromUtc).ToList();
        return new(
            $"Réponse attendue avant {ParisTime.Say(due, French)}{Except(excluded.Select(e => e.French), "hors :")}.",
            $"Expected before {ParisTime.Say(due, English)}{Except(excluded.Select(e => e.English), "not counting:")}.");
    }

    static string Except(IEnumerable<string> reasons, string word)
    {
        var distinct = reasons.Distinct().ToList();
        return distinct.Count == 0 ? "" : $" ({word} {string.Join(", ", distinct)})";
    }
}
