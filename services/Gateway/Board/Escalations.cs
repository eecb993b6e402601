using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>Steps of the ladder that ended with a person: what was done by itself, and who could be called now.</summary>
sealed class Escalations(CptsDbContext db, IContentSeal seal, PeopleAtHand people, TimeProvider time)
{
    public const int NoteLength = 500;

    /// <summary>Referrals shown at once; the next ones come up as these are handled.</summary>
    const int Shown = 50;

    static readonly Refusal Unknown = new NotFound("escalation.unknown", "Cette alerte n'existe pas, ou elle est déjà traitée.", "There is no such escalation, or it was handled already.");

    /// <summary>By referral, the one that waits longest first.</summary>
    public async Task<Outcome<EscalationList>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var waiting = db.Set<EscalationStep>().AsNoTracking().Waiting();
        var oldest = await waiting.GroupBy(step => step.ReferralId).Select(steps => new { Id = steps.Key, Since = steps.Min(step => step.WaitingSinceUtc) })
            .OrderBy(group => group.Since).Take(Shown + 1).ToListAsync(cancellation);
        var ids = oldest.Take(Shown).Select(group => group.Id).ToList();
        var steps = (await waiting.Where(step => ids.Contains(step.ReferralId)).ToListAsync(cancellation)).ToLookup(step => step.ReferralId);
        var referrals = await db.Set<Referral>().AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.Reference, r.Lane, r.Status, r.HolderFunction, r.HolderId, r.DueUtc, r.CompletedUtc }).ToDictionaryAsync(r => r.Id, cancellation);
        var lines = new List<EscalationLine>();
        foreach (var id in ids)
        {
            var referral = referrals[id];
            lines.Add(new EscalationLine(
                id,
                referral.Reference,
                referral.Lane,
                referral.Status,
                referral.HolderFunction,
                ParisTime.Of(referral.DueUtc),
                ParisTime.Of(referral.CompletedUtc),
                [.. steps[id].OrderBy(step => step.DoneUtc).Select(step => new EscalationAct(step.Stage, step.Act, ParisTime.Of(step.DoneUtc)))],
                referral.CompletedUtc is null ? await people.ForAsync(referral.Lane, referral.HolderId, cancellation) : []));
        }

        return new EscalationList(lines, oldest.Count > Shown);
    }

    /// <summary>A person acted on all that waits about one referral.</summary>
    public async Task<Refusal?> HandleAsync(Guid referralId, Caller caller, Body<HandledNote> body, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var faults = new Faults(body.Faults);
        faults.NoLongerThan("note", body.Value?.Note, NoteLength);
        if ((body.Unreadable ?? faults.Refusal) is { } refusal)
            return refusal;
        var now = time.GetUtcNow().UtcDateTime;
        var words = body.Value!.Note is { } note ? seal.SealText(note, ContentPlace.HandledNote(referralId)) : null;
        return await db.Set<EscalationStep>().Where(step => step.ReferralId == referralId && step.WaitingSinceUtc != null)
            .ExecuteUpdateAsync(
                step => step.SetProperty(s => s.WaitingSinceUtc, (DateTime?)null).SetProperty(s => s.HandledUtc, now)
                    .SetProperty(s => s.HandledBy, caller.PersonId).SetProperty(s => s.HandledWords, words).SetProperty(s => s.HandledWordsKey, SealedFormat.KeyOf(words)),
                cancellation) > 0
            ? null
            : Unknown;
    }
}

/// <summary>What the coordinator did about it, in a few words.</summary>
sealed record HandledNote(string? Note);

/// <summary>What waits; <paramref name="HasMore"/> when more waits behind.</summary>
sealed record EscalationList(IReadOnlyList<EscalationLine> Lines, bool HasMore);

/// <summary>One referral that the ladder brought to a person: times and codes, no content.</summary>
public sealed record EscalationLine(
    Guid ReferralId,
    string Reference,
    string Lane,
    ReferralStatus Status,
    string? HolderFunction,
    DateTimeOffset? DueAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<EscalationAct> Acts,
    IReadOnlyList<PersonAtHand> People);

/// <summary>What was done by itself, and when.</summary>
public sealed record EscalationAct(string Stage, string Act, DateTimeOffset DoneAt);
