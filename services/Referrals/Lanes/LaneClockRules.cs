using System.Text.Json;
using CptsReferral.Referrals.Calendars;

namespace CptsReferral.Referrals.Lanes;

/// <summary>A clock that can be kept: durations that pass, calendars that open, a ladder that leans on a stage.</summary>
internal static class LaneClockRules
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    internal static IEnumerable<Fault> Faults(JsonElement document)
    {
        var clock = document.At("clock");
        var loop = document.At("returnLoop");
        return
        [
            .. Stages(clock.At("stages")),
            .. Fractions(clock),
            .. Duration(clock.At("claimTimeout"), "clock.claimTimeout"),
            .. Duration(loop.At("secondChannelAfter"), "returnLoop.secondChannelAfter"),
            .. Duration(loop.At("callListAfter"), "returnLoop.callListAfter"),
            .. LoopOrder(loop),
        ];
    }

    static IEnumerable<Fault> Stages(JsonElement stages)
    {
        foreach (var fault in LaneChoiceRules.SaidOnce(stages, "clock.stages"))
            yield return fault;
        if (stages.ValueKind is JsonValueKind.Array && stages.Items().All(stage => stage.At("code").Text() is not LaneStage.Completion))
        {
            yield return new Fault(
                "clock.stages", "required", "Il faut une étape « completion » : toute demande a une échéance.",
                "A “completion” stage is needed: every request has a deadline.");
        }

        foreach (var (index, stage) in stages.Items().Index())
        {
            foreach (var fault in Duration(stage.At("duration"), $"clock.stages[{index}].duration"))
                yield return fault;
            foreach (var fault in Calendar(stage.At("calendar"), $"clock.stages[{index}].calendar"))
                yield return fault;
        }
    }

    static IEnumerable<Fault> Duration(JsonElement value, string path)
    {
        // A text that is no duration at all is the schema's to report.
        if (value.Text() is not { } text || !IsoDurationConverter.TryParse(text, out var duration))
            yield break;
        if (duration <= TimeSpan.Zero)
            yield return new Fault(path, "too-small", "La durée doit être positive.", "The duration must be positive.");
        if (duration > Longest)
            yield return new Fault(path, "too-large", "La durée ne peut dépasser 366 jours.", "The duration cannot exceed 366 days.");
    }

    static IEnumerable<Fault> LoopOrder(JsonElement loop)
    {
        if (IsoDurationConverter.TryParse(loop.At("secondChannelAfter").Text(), out var second)
            && IsoDurationConverter.TryParse(loop.At("callListAfter").Text(), out var call) && call <= second)
        {
            yield return new Fault(
                "returnLoop.callListAfter", "too-small", "L'appel vient après le second canal.", "The call comes after the second channel.");
        }
    }

    static IEnumerable<Fault> Fractions(JsonElement clock)
    {
        var stages = clock.At("stages").Items().Select(stage => stage.At("code").Text()).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, warning) in clock.At("warnings").Items().Index())
        {
            if (warning.Number() <= 0)
                yield return NotAboveZero($"clock.warnings[{index}]");
        }

        foreach (var (index, rung) in clock.At("escalation").Items().Index())
        {
            if (rung.At("at").Number() <= 0)
                yield return NotAboveZero($"clock.escalation[{index}].at");
            if (rung.At("stage").Text() is { } stage && !stages.Contains(stage))
            {
                yield return new Fault(
                    $"clock.escalation[{index}].stage", "not-allowed", $"L'horloge n'a pas d'étape « {stage} ».", $"The clock has no stage “{stage}”.");
            }
        }
    }

    static Fault NotAboveZero(string path) =>
        new(path, "too-small", "Une fraction est supérieure à 0.", "A fraction is above 0.");

    static IEnumerable<Fault> Calendar(JsonElement calendar, string path)
    {
        var hours = calendar.At("hours");
        if (calendar.At("kind").Text() is "continuous")
        {
            foreach (var field in calendar.Fields().Where(field => field.Name is not "kind"))
            {
                yield return new Fault(
                    $"{path}.{field.Name}", "not-allowed", "Un calendrier continu ne ferme jamais.", "A continuous calendar never closes.");
            }

            yield break;
        }

        foreach (var day in hours.Fields())
        {
            foreach (var fault in Hours(day.Value, $"{path}.hours.{day.Name}"))
                yield return fault;
        }

        if (calendar.At("kind").Text() is "opening-hours" && !hours.Fields().Any(day => day.Value.Items().Any()))
        {
            yield return new Fault(
                $"{path}.hours", "required", "Un calendrier d'ouverture ouvre au moins une fois par semaine.",
                "A calendar of opening hours opens at least once a week.");
        }
    }

    static IEnumerable<Fault> Hours(JsonElement day, string path)
    {
        var closed = TimeSpan.Zero;
        foreach (var (index, text) in day.Texts().Index())
        {
            if (!DailyHours.TryParse(text, out var hours))
            {
                yield return new Fault(
                    $"{path}[{index}]", "format", "Des heures d'ouverture s'écrivent 08:00-18:00.", "Opening hours are written 08:00-18:00.");
                continue;
            }

            if (hours.From < closed)
                yield return new Fault($"{path}[{index}]", "not-allowed", "Les heures se suivent sans se chevaucher.", "Hours follow one another without overlapping.");
            closed = hours.To;
        }
    }
}
