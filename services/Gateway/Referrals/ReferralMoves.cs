using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Makes one move of one referral: one optimistic transaction on the aggregate plus the facts it causes.</summary>
sealed class ReferralMoves(CptsDbContext db, LaneCatalogue lanes, IPublishEndpoint bus, ReferralViews views, ContentAccessLog readings, TimeProvider time)
{
    // Two people act within the same milliseconds: the second reads again and meets the state that the first left.
    const int Attempts = 4;

    public delegate Refusal? Access(Caller caller, Referral referral, LaneDocument lane);

    public delegate ValueTask<Refusal?> Move(Referral referral, LaneDocument lane, DateTime nowUtc);

    public async Task<Outcome<ReferralView>> MakeAsync(Guid id, Caller caller, Precondition precondition, Access access, Move move, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            if (await db.Set<Referral>().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } referral)
                return ReferralAccess.Unknown;
            var lane = await lanes.OfAsync(referral, cancellation);
            if (access(caller, referral, lane) is { } hidden)
                return hidden;
            if (precondition.Refuse(referral.Version) is { } stale)
                return stale;
            if (await move(referral, lane, time.GetUtcNow().UtcDateTime) is { } refusal)
                return refusal;

            readings.AddWithMove(caller, referral.Id);
            try
            {
                await SaveAsync(referral, cancellation);
                return await views.ShowAsync(referral.Id, caller, cancellation);
            }
            catch (DbUpdateException conflict) when (attempt < Attempts && IsLostRace(conflict))
            {
                // Decided again from what the other one left.
            }
        }
    }

    // The row of the timeline may be stored before the row of the referral: then its key shows the race, not the version.
    static bool IsLostRace(DbUpdateException fault) => fault is DbUpdateConcurrencyException || fault.IsUniqueViolation();

    /// <summary>Publishes the facts of the referral into the journal and commits both together.</summary>
    public async Task SaveAsync(Referral referral, CancellationToken cancellation)
    {
        foreach (var fact in referral.Facts)
            await bus.Publish(fact, fact.GetType(), cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
