using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Referrals;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing.Saga;

/// <summary>
/// A fact came out of turn: those before it are late or lost. The referral's timeline has them all, numbered without gaps, so the
/// saga does for each unseen move what the table would have done, and goes on from where the referral stands now. Facts that
/// arrive later are old by then.
/// </summary>
sealed class CatchUp(DbContext db, ReferralRouting machine, SendToDesk desk) : RoutingActivity
{
    public override async Task ActAsync(BehaviorContext<ReferralRoutingState> context)
    {
        var saga = context.Saga;
        // One statement, so that the moves and the state belong together.
        var referral = await db.Set<Referral>().AsNoTracking()
            .Include(r => r.Moves.Where(move => move.Version > saga.SeenVersion).OrderBy(move => move.Version))
            .SingleOrDefaultAsync(r => r.Id == saga.CorrelationId, context.CancellationToken)
            ?? throw new InvalidOperationException($"Referral {saga.CorrelationId} has facts but no row.");

        saga.Lane = referral.Lane;
        foreach (var move in referral.Moves)
            await FollowAsync(context, referral, move);
        saga.SeenVersion = referral.Version;
        await context.TransitionToState(machine.StateOf(referral.Status, referral.OpenedUtc is not null));
    }

    async Task FollowAsync(BehaviorContext<ReferralRoutingState> context, Referral referral, ReferralMove move)
    {
        if (move.Kind == MoveKind.Submitted)
            await desk.ActAsync(context);
        if (ReturnOf(move.Kind) is { } kind)
            await context.Publish(new BringHome(referral.Id, referral.Lane, kind, move.Version, move.AtUtc));
        if (NewsOf(move.Kind) is { } news)
            await context.Publish(new TellDesk(referral.Id, referral.Lane, news.Audience, news.Subject, move.AtUtc));
    }

    static ReturnKind? ReturnOf(MoveKind move) => move switch
    {
        MoveKind.InformationRequested => ReturnKind.InformationRequest,
        MoveKind.Answered => ReturnKind.Answer,
        MoveKind.Amended => ReturnKind.Amendment,
        MoveKind.Declined => ReturnKind.Declined,
        MoveKind.Redirected => ReturnKind.Redirected,
        _ => null,
    };

    static (DeskAudience Audience, DeskSubject Subject)? NewsOf(MoveKind move) => move switch
    {
        MoveKind.ClaimTimedOut => (DeskAudience.Group, DeskSubject.ClaimReleased),
        MoveKind.InformationProvided => (DeskAudience.Holder, DeskSubject.InformationProvided),
        MoveKind.Cancelled => (DeskAudience.Holder, DeskSubject.Cancelled),
        _ => null,
    };
}
