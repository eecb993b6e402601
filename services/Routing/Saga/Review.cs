using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing.Saga;

/// <summary>
/// Something about the referral does not agree. The saga forgets the last move whose consequence is still owed, and what came after it, and
/// catches up: what was lost is sent again, and whoever receives it twice knows it by its referral and version.
/// </summary>
sealed class Review(DbContext db, LaneCatalogue lanes, CatchUp catchUp, TimeProvider time) : RoutingActivity
{
    static readonly MoveKind[] Returning = [MoveKind.Answered, MoveKind.Amended, MoveKind.Declined, MoveKind.Redirected];

    public override async Task ActAsync(BehaviorContext<ReferralRoutingState> context)
    {
        var saga = context.Saga;
        var referral = await db.Set<Referral>().Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == saga.CorrelationId, context.CancellationToken)
            ?? throw new InvalidOperationException($"Referral {saga.CorrelationId} is to be reviewed but has no row.");
        if (referral.IsMisplaced)
        {
            var lane = await lanes.GetAsync(referral.Lane, referral.LaneVersion, context.CancellationToken)
                ?? throw new InvalidOperationException($"Lane {referral.Lane} has no version {referral.LaneVersion}.");
            referral.TakePlace(lane.Clock, time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(context.CancellationToken);
        }

        saga.SeenVersion = Math.Min(saga.SeenVersion, Owed(referral) is { } move ? move.Version - 1 : referral.Version);
        await catchUp.ActAsync(context);
    }

    /// <summary>The move that asked for what has not come about yet; null when nothing is owed but the clock.</summary>
    static ReferralMove? Owed(Referral referral) => referral switch
    {
        { Status: ReferralStatus.Submitted } => referral.Moves.Find(move => move.Kind == MoveKind.Submitted),
        { Status: ReferralStatus.AwaitingInformation } => Last(referral, MoveKind.InformationRequested),
        { AwaitsOpening: true, DeliveredUtc: null } => Last(referral, Returning),
        _ => null,
    };

    static ReferralMove? Last(Referral referral, params ReadOnlySpan<MoveKind> kinds)
    {
        ReferralMove? last = null;
        foreach (var move in referral.Moves)
            last = kinds.Contains(move.Kind) && move.Version > (last?.Version ?? 0) ? move : last;
        return last;
    }
}
