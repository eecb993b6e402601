using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Retention;

/// <summary>Requests that are kept whatever the periods say.</summary>
sealed class RetentionHolds(CptsDbContext db, TimeProvider time)
{
    const int LongestReference = 100;

    const int Attempts = 4;

    static readonly Refusal UnknownReference = new NotFound("hold.unknown-reference", "Aucune demande ne porte cette référence.", "No referral has this reference.");

    static readonly Refusal NotHeld = new NotFound("hold.none", "Cette demande n'est pas retenue.", "This referral is not held.");

    static readonly Refusal TooLate = new Gone("hold.erased", "Le contenu de cette demande a déjà été effacé.", "The content of this referral was erased already.");

    public async Task<Outcome<Page<HoldView>>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        var holds = await db.Set<RetentionHold>().AsNoTracking().OrderBy(hold => hold.SinceUtc).ThenBy(hold => hold.OriginId).ToListAsync(cancellation);
        return new Page<HoldView>([.. holds.Select(HoldView.Of)], Next: null);
    }

    /// <summary>Of a reference that was redirected, the whole chain is held. Saying so twice changes the reason.</summary>
    public async Task<Outcome<HoldView>> HoldAsync(string reference, Caller caller, Body<NewHold> body, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        var faults = new Faults(body.Faults);
        faults.Required("reason", body.Value?.Reason);
        if ((body.Unreadable ?? faults.Refusal) is { } refusal)
            return refusal;
        if (await OriginOfAsync(reference, cancellation) is not { } origin)
            return UnknownReference;
        if (origin.ErasedUtc is not null)
            return TooLate;

        return HoldView.Of(await KeepAsync(origin, body.Value!.Reason!.Value, caller.PersonId, cancellation));
    }

    public async Task<Refusal?> LiftAsync(string reference, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        if (await OriginOfAsync(reference, cancellation) is not { } origin)
            return UnknownReference;
        return await db.Set<RetentionHold>().Where(hold => hold.OriginId == origin.Id).ExecuteDeleteAsync(cancellation) > 0 ? null : NotHeld;
    }

    // Set, set again and lifted at once, it ends as one of them left it.
    async Task<RetentionHold> KeepAsync(Referral origin, HoldReason reason, Guid officer, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await db.Set<RetentionHold>().Where(one => one.OriginId == origin.Id).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Reason, reason).SetProperty(one => one.SetBy, officer), cancellation);
            if (await db.Set<RetentionHold>().AsNoTracking().SingleOrDefaultAsync(one => one.OriginId == origin.Id, cancellation) is { } held)
                return held;
            var hold = new RetentionHold { OriginId = origin.Id, Reference = origin.Reference, Reason = reason, SinceUtc = time.GetUtcNow().UtcDateTime, SetBy = officer };
            try
            {
                db.Add(hold);
                await db.SaveChangesAsync(cancellation);
                return hold;
            }
            catch (DbUpdateException twin) when (attempt < Attempts && twin.IsUniqueViolation())
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    async Task<Referral?> OriginOfAsync(string reference, CancellationToken cancellation)
    {
        if (reference.Length > LongestReference || reference.Any(char.IsControl))
            return null;
        var wanted = reference.Trim().ToUpperInvariant();
        return await db.Set<Referral>().AsNoTracking()
            .Where(r => db.Set<Referral>().Where(said => said.Reference == wanted).Select(said => said.OriginId).Contains(r.Id))
            .OrderBy(r => r.SortKey).FirstOrDefaultAsync(cancellation);
    }
}
