using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>Opens a request, in an emergency and for a while, to a professional whom it does not concern. They know its reference from somebody: nothing
/// is listed, and nothing found by trying.</summary>
sealed class GlassBreaking(
    CptsDbContext db,
    LaneCatalogue lanes,
    EmergencyReading reading,
    BreakGlassNews news,
    BreakGlassPace pace,
    BreakGlassMeter meter,
    IContentSeal seal,
    IOptions<BreakGlassOptions> options,
    TimeProvider time)
{
    /// <summary>Longest justification, in characters.</summary>
    public const int JustificationLength = 1000;

    /// <summary>More than any reference has.</summary>
    const int LongestReference = 100;

    const int Attempts = 4;

    static readonly Refusal OnlyProfessionals = new Forbidden(
        "break-glass.professionals-only",
        "L'accès en urgence est réservé aux professionnels de santé des filières.",
        "Emergency access is for the health professionals of the lanes only.");

    static readonly Refusal NotNeeded = new Conflict(
        "break-glass.not-needed", "Vous avez déjà accès à cette demande.", "You can read this referral already.");

    /// <summary>Why somebody may not even try; null when they may. Functions that no lane names take no part in care.</summary>
    public async Task<Refusal?> RefuseAsync(Caller caller, CancellationToken cancellation) =>
        (await lanes.ListAsync(cancellation)).Any(lane => lane.IsAskedBy(caller.Function) || caller.IsOnDesk(lane)) ? null : OnlyProfessionals;

    public async Task<Outcome<BreakGlassView>> OpenAsync(Caller caller, Body<NewBreakGlass> body, CancellationToken cancellation)
    {
        if (await RefuseAsync(caller, cancellation) is { } forbidden)
            return forbidden;
        if ((body.Unreadable ?? Check(body)) is { } faulty)
            return faulty;
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await OpenAsync(caller, body.Value!, cancellation);
            }
            catch (DbUpdateException twin) when (attempt < Attempts && twin.IsUniqueViolation())
            {
                // The same person at the same moment: decided again from what the other one left.
            }
        }
    }

    static Refusal? Check(Body<NewBreakGlass> body)
    {
        var faults = new Faults(body.Faults);
        faults.RequiredText("reference", body.Value?.Reference, LongestReference);
        faults.Required("reason", body.Value?.Reason);
        faults.RequiredText("justification", body.Value?.Justification, JustificationLength);
        return faults.Refusal;
    }

    async Task<Outcome<BreakGlassView>> OpenAsync(Caller caller, NewBreakGlass asked, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var earlier = await EarlierAsync(caller.PersonId, now.UtcDateTime, cancellation);
        if (TooFast(earlier, pace.NextTry(caller.PersonId), now) is { } wait)
            return wait;
        if (await FindAsync(asked.Reference!, cancellation) is not { } referral)
        {
            pace.Missed(caller.PersonId);
            return UnknownReference;
        }

        var right = await reading.OfAsync(caller, referral, await lanes.OfAsync(referral, cancellation), cancellation);
        if ((ReferralAccess.RefusePast(referral) ?? (right.Refusal is null ? NotNeeded : null)) is { } refusal)
            return refusal;

        var opening = Opening(caller, referral, asked, earlier.LastNumber + 1, now);
        db.Add(opening);
        await news.AddAsync(opening, referral, cancellation);
        await db.SaveChangesAsync(cancellation);
        meter.Opened(opening.Reason);
        return BreakGlassView.Of(opening, referral.Reference);
    }

    BreakGlassOpening Opening(Caller caller, Referral referral, NewBreakGlass asked, int number, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new BreakGlassOpening
        {
            Id = id,
            SortKey = id.ToString("N"),
            ReferralId = referral.Id,
            PersonId = caller.PersonId,
            Function = caller.Function,
            Number = number,
            Reason = asked.Reason!.Value,
            Justification = seal.SealText(asked.Justification!.Trim(), BreakGlassOpening.JustificationPlace(id)),
            OpenedUtc = now.UtcDateTime,
            UntilUtc = now.UtcDateTime + options.Value.Duration,
        };
    }

    async Task<Referral?> FindAsync(string reference, CancellationToken cancellation)
    {
        if (reference.Any(char.IsControl))
            return null;
        var wanted = reference.Trim().ToUpperInvariant();
        return await db.Set<Referral>().AsNoTracking().OrderBy(r => r.SortKey).FirstOrDefaultAsync(r => r.Reference == wanted, cancellation);
    }

    async Task<Earlier> EarlierAsync(Guid person, DateTime now, CancellationToken cancellation)
    {
        var since = now - BreakGlassPace.Window;
        var own = db.Set<BreakGlassOpening>().AsNoTracking().Where(opening => opening.PersonId == person);
        var recent = await own.Where(opening => opening.OpenedUtc > since).Select(opening => opening.OpenedUtc).ToListAsync(cancellation);
        return new Earlier(await own.MaxAsync(opening => (int?)opening.Number, cancellation) ?? 0, [.. recent.Order()]);
    }

    TooSoon? TooFast(Earlier earlier, DateTimeOffset? nextTry, DateTimeOffset now)
    {
        var perHour = options.Value.PerHour;
        DateTimeOffset? nextOpening = earlier.Recent.Count >= perHour ? new DateTimeOffset(earlier.Recent[^perHour], TimeSpan.Zero) + BreakGlassPace.Window : null;
        var next = nextOpening > nextTry ? nextOpening : nextTry ?? nextOpening;
        return next is { } then ? new TooSoon(
            "break-glass.too-many",
            "Trop d'accès en urgence en une heure. En cas d'urgence vitale, appelez le 15.",
            "Too many emergency accesses within an hour. If life is at stake, call 15.",
            then - now) : null;
    }

    static Refusal UnknownReference => new Invalid([new Fault(
        "reference", "unknown", "Aucune demande ne porte cette référence.", "No referral has this reference.")]);

    sealed record Earlier(int LastNumber, IReadOnlyList<DateTime> Recent);
}
