using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Portal.Wording;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>A lane's document in sentences, part by part: what people read of it, and by what they see that a part changed.</summary>
sealed class LaneSentences(IStringLocalizer<LaneTexts> texts, IStringLocalizer<FormTexts> formTexts, ClockWords clock, FunctionNames functions)
{
    /// <summary>Everything but the questions of the forms, which are shown as forms.</summary>
    public IReadOnlyList<LanePart> Of(LaneDocument lane) =>
    [
        new(texts["Need"], [texts["Need." + lane.Need]]),
        new(texts["Requesters"], [Say(lane.Requesters)]),
        new(texts["Desk"],
        [
            $"{lane.Desk.Title.InThisLanguage()} · {Say(lane.Desk.Functions)}",
            lane.Desk.Backup.Count == 0 ? texts["NoBackup"] : texts["BackupIs", Say(lane.Desk.Backup)],
        ]),
        new(texts["Clock"], [.. lane.Clock.Stages.Select(clock.Stage), texts["ClaimFor", clock.Duration(lane.Clock.ClaimTimeout)]]),
        new(texts["OnTheWay"], [.. Warnings(lane.Clock), .. lane.Clock.Escalation.OrderBy(step => step.At).Select(step => clock.Rung(step, lane.Clock))]),
        new(texts["ReturnLoop"], [texts["LoopIs", clock.Duration(lane.ReturnLoop.SecondChannelAfter), clock.Duration(lane.ReturnLoop.CallListAfter)]]),
        new(texts["Attachments"], Attachments(lane.Attachments)),
        new(texts["Indications"], Choices(lane.Indications)),
        new(texts["Stops"], [.. LaneFormFields.Of(lane.Request).Where(field => field.Stop is not null).Select(Stop)]),
        new(texts["DeclineReasons"], Choices(lane.DeclineReasons)),
    ];

    /// <summary>What two versions say differently; parts that say the same are left out.</summary>
    public IReadOnlyList<LanePartChange> Changes(LaneDocument older, LaneDocument newer) =>
        [.. All(older).Zip(All(newer), Change).Where(change => change.Removed.Count > 0 || change.Added.Count > 0)];

    IEnumerable<LanePart> All(LaneDocument lane) =>
    [
        new(texts["Titles"], [texts["TitleIn", texts["InFrench"], lane.Title.Fr], texts["TitleIn", texts["InEnglish"], lane.Title.En]]),
        .. Of(lane),
        new(texts["RequestForm"], [.. LaneFormFields.Of(lane.Request).Where(field => field.Stop is null).Select(Question)]),
        new(texts["AnswerForm"], [.. LaneFormFields.Of(lane.Answer).Select(Question)]),
    ];

    LanePartChange Change(LanePart before, LanePart now)
    {
        var removed = before.Sentences.Except(now.Sentences, StringComparer.Ordinal).ToList();
        var added = now.Sentences.Except(before.Sentences, StringComparer.Ordinal).ToList();
        if (removed.Count == 0 && added.Count == 0 && !before.Sentences.SequenceEqual(now.Sentences))
            added.Add(texts["NewOrder", string.Join(" · ", now.Sentences)]);
        return new LanePartChange(now.Title, removed, added);
    }

    IEnumerable<string> Warnings(LaneClock of)
    {
        if (of.Warnings.Count > 0)
            yield return texts["WarnedAt", string.Join(", ", of.Warnings.Select(ClockWords.Percent))];
    }

    IReadOnlyList<string> Attachments(LaneAttachments of) => of.Max == 0
        ? [texts["NoAttachments"]]
        : [texts["AttachmentsFromTo", of.Min, of.Max], .. Choices(of.Wanted), texts["AttachmentKinds", string.Join(", ", of.Kinds)]];

    string Stop(LaneField field) => field.Stop!.Call is { } number
        ? texts["StopsAndCall", field.Title.InThisLanguage(), number, field.Stop.Message.InThisLanguage()]
        : texts["StopsBecause", field.Title.InThisLanguage(), field.Stop.Message.InThisLanguage()];

    string Question(LaneField field)
    {
        var title = field.Required || field.Shown.Count > 0 ? field.Title.InThisLanguage() : formTexts["Optional", field.Title.InThisLanguage()];
        return field.Choices.Count == 0 ? title : texts["QuestionAndChoices", title, string.Join(", ", Choices(field.Choices))];
    }

    string Say(IReadOnlyList<string> codes) => string.Join(", ", codes.Select(functions.Say));

    static IReadOnlyList<string> Choices(IReadOnlyList<LaneChoice> choices) => [.. choices.Select(choice => choice.Title.InThisLanguage())];
}

/// <summary>One side of a lane, in sentences.</summary>
sealed record LanePart(string Title, IReadOnlyList<string> Sentences);

/// <summary>What one part no longer says, and what it says now.</summary>
sealed record LanePartChange(string Title, IReadOnlyList<string> Removed, IReadOnlyList<string> Added);
