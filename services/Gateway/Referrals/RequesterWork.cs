using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Validation;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Referrals;

/// <summary>What the requester does after posting.</summary>
sealed class RequesterWork(AttachmentLinks attachments, IContentSeal seal, ReferralMoves moves)
{
    public Task<Outcome<ReferralView>> InformAsync(Guid id, Caller caller, Precondition precondition, Body<InformationBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseRequesterWork, async (referral, lane, now) =>
        {
            if (body.Unreadable is { } unreadable)
                return unreadable;
            var faults = new Faults(body.Faults);
            faults.RequiredText("text", body.Value?.Text, TextLength.Text);
            var files = await attachments.FindAsync(body.Value?.Attachments ?? [], caller, wanted: null, "attachments", faults, cancellation);
            if (faults.Refusal is { } refusal)
                return refusal;
            AttachmentLinks.Link(files, referral.Id);
            return referral.ProvideInformation(
                caller.AsActor(), seal.SealJson(new MoveNote(null, body.Value!.Text, body.Value.Attachments ?? []), referral.NextNote()), lane.Clock, now);
        }, cancellation);

    public Task<Outcome<ReferralView>> CancelAsync(Guid id, Caller caller, Precondition precondition, Body<CancelBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseRequesterWork, (referral, lane, now) =>
        {
            var faults = new Faults(body.Faults);
            faults.NoLongerThan("reason", body.Value?.Reason, TextLength.Reason);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.Cancel(caller.AsActor(), Note(referral, body.Value?.Reason, null), lane.Clock, now));
        }, cancellation);

    public Task<Outcome<ReferralView>> OpenAsync(Guid id, Caller caller, Precondition precondition, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseRequesterWork,
            (referral, _, now) => ValueTask.FromResult(referral.Open(caller.AsActor(), now)), cancellation);

    public Task<Outcome<ReferralView>> CloseAsync(Guid id, Caller caller, Precondition precondition, Body<CloseBody> body, CancellationToken cancellation) =>
        moves.MakeAsync(id, caller, precondition, ReferralAccess.RefuseRequesterWork, (referral, _, now) =>
        {
            var faults = new Faults(body.Faults);
            faults.Required("impact", body.Value?.Impact);
            faults.NoLongerThan("comment", body.Value?.Comment, TextLength.Text);
            return ValueTask.FromResult(body.Unreadable ?? faults.Refusal
                ?? referral.Close(caller.AsActor(), body.Value!.Impact!.Value, Note(referral, null, body.Value.Comment), now));
        }, cancellation);

    byte[]? Note(Referral referral, string? reason, string? text) =>
        reason is null && text is null ? null : seal.SealJson(new MoveNote(reason, text, []), referral.NextNote());
}
