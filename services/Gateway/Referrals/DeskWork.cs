using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Paper;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using MassTransit;

namespace CptsReferral.Gateway.Referrals;

/// <summary>What the people of a desk do with a referral.</summary>
sealed class DeskWork(CptsDbContext db, LaneCatalogue lanes, AttachmentLinks attachments, IPublishEndpoint bus, IContentSeal seal, ReferralMoves moves)
{
    public Task<Outcome<ReferralView>> ClaimAsync(Guid id, Caller caller, Precondition precondition, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork,
            (referral, lane, now) => ValueTask.FromResult(referral.Claim(caller.AsActor(), lane.Clock, now)), cancellation);

    public Task<Outcome<ReferralView>> ReleaseAsync(Guid id, Caller caller, Precondition precondition, Body<ReleaseBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, (referral, lane, now) =>
        {
            var faults = new Faults(body.Faults);
            faults.NoLongerThan("reason", body.Value?.Reason, TextLength.Reason);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.Release(caller.AsActor(), Note(referral, body.Value?.Reason, null), lane.Clock, now));
        }, cancellation);

    public Task<Outcome<ReferralView>> RequestInformationAsync(Guid id, Caller caller, Precondition precondition, Body<InformationRequestBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, (referral, lane, now) =>
        {
            var faults = new Faults(body.Faults);
            faults.RequiredText("question", body.Value?.Question, TextLength.Text);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.RequestInformation(caller.AsActor(), Note(referral, null, body.Value!.Question)!, lane.Clock, now));
        }, cancellation);

    /// <summary>The patient could not be reached; the claim stays.</summary>
    public Task<Outcome<ReferralView>> AttemptContactAsync(Guid id, Caller caller, Precondition precondition, Body<ContactAttemptBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, (referral, _, now) =>
        {
            var faults = new Faults(body.Faults);
            faults.NoLongerThan("text", body.Value?.Text, TextLength.Text);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.AttemptContact(caller.AsActor(), Note(referral, null, body.Value?.Text), now));
        }, cancellation);

    public Task<Outcome<ReferralView>> AnswerAsync(Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, CancellationToken cancellation) =>
        SayAsync(
            id, caller, precondition, body,
            (referral, lane, content, written, now) => written is { } then
                ? referral.AnswerOnPaper(caller.AsActor(), content, lane.Clock, then, now)
                : referral.Answer(caller.AsActor(), content, lane.Clock, now),
            cancellation);

    public Task<Outcome<ReferralView>> AmendAsync(Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, CancellationToken cancellation) =>
        SayAsync(id, caller, precondition, body, (referral, _, content, _, now) => referral.Amend(caller.AsActor(), content, now), cancellation);

    public Task<Outcome<ReferralView>> DeclineAsync(Guid id, Caller caller, Precondition precondition, Body<DeclineBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, (referral, lane, now) =>
        {
            var faults = new Faults(body.Faults);
            CheckReason(body.Value?.Reason, lane, faults);
            faults.NoLongerThan("text", body.Value?.Text, TextLength.Text);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.Decline(caller.AsActor(), Note(referral, body.Value!.Reason, body.Value.Text)!, lane.Clock, now));
        }, cancellation);

    public Task<Outcome<ReferralView>> RedirectAsync(Guid id, Caller caller, Precondition precondition, Body<RedirectBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, async (referral, lane, now) =>
        {
            var target = body.Value?.Lane is { Length: > 0 } code ? await lanes.GetCurrentAsync(code, cancellation) : null;
            var faults = new Faults(body.Faults);
            faults.NoLongerThan("text", body.Value?.Text, TextLength.Text);
            if (faults.Required("lane", body.Value?.Lane) && (target is null || target.Code == referral.Lane))
                faults.Add("lane", "unknown-lane", "Cette filière n'existe pas, ou la demande y est déjà.", "There is no such lane, or the referral is in it already.");
            if (body.Unreadable is { } unreadable)
                return unreadable;
            if (faults.Refusal is { } faulty)
                return faulty;
            if (referral.RefuseRedirect(caller.AsActor()) is { } refusal)
                return refusal;

            var successor = referral.Successor(target!, caller.AsActor(), now);
            db.Add(successor);
            foreach (var fact in successor.Facts)
                await bus.Publish(fact, fact.GetType(), cancellation);
            return referral.Redirect(caller.AsActor(), Note(referral, target!.Code, body.Value!.Text)!, successor, lane.Clock, now);
        }, cancellation);

    Task<Outcome<ReferralView>> SayAsync(
        Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, Func<Referral, LaneDocument, byte[], DateTime?, DateTime, Refusal?> say, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseDeskWork, async (referral, lane, now) =>
        {
            if (body.Unreadable is { } unreadable)
                return unreadable;
            var answer = body.Value;
            var faults = new Faults(body.Faults);
            faults.NoLongerThan("text", answer?.Text, TextLength.Answer);
            faults.AddRange(LaneForm.Validate(lane.Answer, Answers.ToElement(answer?.Fields), "fields"));
            var written = PaperBody.Check(answer?.Paper, referral.PaperFromUtc, now, faults);
            var files = await attachments.FindAsync(answer?.Attachments ?? [], caller, wanted: null, "attachments", faults, cancellation);
            if (faults.Refusal is { } refusal)
                return refusal;
            AttachmentLinks.Link(files, referral.Id);
            return say(referral, lane, seal.SealJson(new AnswerContent(answer!.Text, answer.Fields ?? [], answer.Attachments ?? []), referral.NextAnswer()), written, now);
        }, cancellation);

    // A code, so that the requester reads it in their language and reasons can be counted; what else there is to say goes into the text.
    static void CheckReason(string? reason, LaneDocument lane, Faults faults)
    {
        if (!faults.Required("reason", reason) || lane.DeclineReasons.Any(choice => choice.Code == reason))
            return;
        var codes = string.Join(", ", lane.DeclineReasons.Select(choice => choice.Code));
        faults.Add("reason", "not-allowed",
            $"Ce motif ne fait pas partie de ceux de la filière ({codes}) ; ce qui reste à dire va dans le texte.",
            $"This reason is not one of the lane's ({codes}); what else there is to say goes into the text.");
    }

    byte[]? Note(Referral referral, string? reason, string? text) =>
        reason is null && text is null ? null : seal.SealJson(new MoveNote(reason, text, []), referral.NextNote());
}
