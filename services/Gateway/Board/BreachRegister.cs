using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>The register of missed targets, with the cause that a coordinator sets.</summary>
sealed class BreachRegister(CptsDbContext db, IContentSeal seal, TimeProvider time)
{
    public const int CauseLength = 200;

    static readonly Refusal Unknown = new NotFound("breach.unknown", "Ce dépassement n'existe pas.", "There is no such breach.");

    public async Task<Outcome<Page<BreachView>>> ListAsync(Caller caller, string? lane, string? cursor, int? limit, CancellationToken cancellation, BreachFilter? filter = null)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Unreadable.Query("cursor");
        var breaches = db.Set<Breach>().AsNoTracking();
        if (!string.IsNullOrEmpty(lane) && !LaneCatalogue.IsCode(lane))
            return Unreadable.Query("lane");
        if (!string.IsNullOrEmpty(lane))
            breaches = breaches.Where(b => b.Lane == lane);
        if (filter is { Cause: { Length: > 0 } cause })
            breaches = cause == BreachFilter.NoCause ? breaches.Where(b => b.Cause == null) : breaches.Where(b => b.Cause == cause);
        if (filter is { From: { } from })
        {
            var floor = SortKeys.At(from.UtcDateTime);
            breaches = breaches.Where(b => string.Compare(b.SortKey, floor) >= 0);
        }

        if (page.After is { } after)
            breaches = breaches.Where(b => string.Compare(b.SortKey, after) < 0);
        var rows = await breaches.OrderByDescending(b => b.SortKey).Take(page.Limit + 1)
            .Join(db.Set<Referral>(), b => b.ReferralId, r => r.Id, (breach, referral) => new { breach, referral.Reference, referral.Status, referral.HolderFunction })
            .OrderByDescending(row => row.breach.SortKey).ToListAsync(cancellation);
        return page.Of(rows, row => View(row.breach, row.Reference, row.Status, row.HolderFunction), row => row.breach.SortKey);
    }

    public async Task<Outcome<BreachView>> SetCauseAsync(
        Guid id, Caller caller, Precondition precondition, Body<BreachCause> body, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (body.Unreadable is { } unreadable)
            return unreadable;
        if (await db.Set<Breach>().SingleOrDefaultAsync(b => b.Id == id, cancellation) is not { } breach)
            return Unknown;
        var faults = new Faults(body.Faults);
        faults.RequiredText("cause", body.Value?.Cause, CauseLength);
        if ((precondition.Refuse(breach.Version) ?? faults.Refusal) is { } refusal)
            return refusal;

        SetCause(breach, body.Value!.Cause!);
        breach.CauseSetBy = caller.PersonId;
        breach.CauseSetUtc = time.GetUtcNow().UtcDateTime;
        breach.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Stale(breach.Version);
        }

        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(r => r.Id == breach.ReferralId, cancellation);
        return View(breach, referral.Reference, referral.Status, referral.HolderFunction);
    }

    void SetCause(Breach breach, string cause)
    {
        var isCode = BreachCauses.All.Contains(cause);
        breach.Cause = isCode ? cause : Breach.InWords;
        breach.CauseWords = isCode ? null : seal.SealText(cause, ContentPlace.BreachCause(breach.Id));
    }

    BreachView View(Breach breach, string reference, ReferralStatus status, string? holderFunction) => new(
        breach.Id,
        breach.ReferralId,
        reference,
        breach.Lane,
        breach.LaneVersion,
        breach.Stage,
        status,
        holderFunction,
        ParisTime.Of(breach.DueUtc),
        ParisTime.Of(breach.RecordedUtc),
        ParisTime.Of(breach.KeptOnPaperUtc),
        breach.CauseWords is null ? breach.Cause : seal.OpenText(breach.CauseWords, ContentPlace.BreachCause(breach.Id)),
        ParisTime.Of(breach.CauseSetUtc),
        breach.Version);
}
