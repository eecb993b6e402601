using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>Who may read a request: the people concerned, and for a while whoever opened it in an emergency. Reading only: moves ask
/// <see cref="ReferralAccess"/>, which knows of no emergency.</summary>
sealed class EmergencyReading(CptsDbContext db, TimeProvider time)
{
    public async Task<ReadingRight> OfAsync(Caller caller, Referral referral, LaneDocument lane, CancellationToken cancellation)
    {
        if (caller.IsRequester(referral) || caller.IsOnDesk(lane))
            return new ReadingRight(ReferralAccess.RefusePast(referral), UntilUtc: null);
        return await UntilAsync(caller, referral.Id, cancellation) is { } until
            ? new ReadingRight(ReferralAccess.RefusePast(referral), until)
            : new ReadingRight(ReferralAccess.Unknown, UntilUtc: null);
    }

    /// <summary>Until when the caller has it open; null when they have not.</summary>
    public async Task<DateTime?> UntilAsync(Caller caller, Guid referral, CancellationToken cancellation)
    {
        // Whoever became a coordinator meanwhile sees no content any more.
        if (Functions.SeesNoContent(caller.Function))
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        return await db.Set<BreakGlassOpening>().AsNoTracking()
            .Where(opening => opening.PersonId == caller.PersonId && opening.ReferralId == referral && opening.UntilUtc > now)
            .MaxAsync(opening => (DateTime?)opening.UntilUtc, cancellation);
    }
}

/// <summary>Whether somebody may read a request, and by what right.</summary>
/// <param name="Refusal">Why not; null when they may.</param>
/// <param name="UntilUtc">Until when it is open to them in an emergency; null for the people concerned.</param>
sealed record ReadingRight(Refusal? Refusal, DateTime? UntilUtc)
{
    /// <summary>What is written down beside the reading.</summary>
    public ContentAccessPurpose? Purpose => UntilUtc is null ? null : ContentAccessPurpose.BreakGlass;
}
