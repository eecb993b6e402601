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

        var hold = await db.Set<RetentionHold>().SingleOrDefaultAsync(one => one.OriginId == origin.Id, cancellation);
        if (hold is null)
            db.Add(hold = new RetentionHold { OriginId = origin.Id, Reference = origin.Reference, SinceUtc = time.GetUtcNow().UtcDateTime });
        (hold.Reason, hold.SetBy) = (body.Value!.Reason!.Value, caller.PersonId);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException twin) when (twin.IsUniqueViolation())
        {
            // Two taps of one finger: it is held.
        }

        return HoldView.Of(hold);
    }

    public async Task<Refusal?> LiftAsync(string reference, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        if (await OriginOfAsync(reference, cancellation) is not { } origin)
            return UnknownReference;
        return await db.Set<RetentionHold>().Where(hold => hold.OriginId == origin.Id).ExecuteDeleteAsync(cancellation) > 0 ? null : NotHeld;
    }

    async Task<Referral?> OriginOfAsync(string reference, CancellationToken cancellation)
    {
        if (reference.Length > LongestReference || reference.Any(char.IsControl))
            return null;
        var wanted = reference.Trim().ToUpperInvariant();
        return await db.Set<Referral>().AsNoTracking()
            .Where(r => db.Set<Referral>().Any(said => said.Reference == wanted && said.OriginId == r.Id))
            .OrderBy(r => r.SortKey).FirstOrDefaultAsync(cancellation);
    }
}
