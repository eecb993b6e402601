using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Saga;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing.Clock;

/// <summary>
/// Does every act that is due by now and has no proof yet, and says when the next one falls due. What is due is computed from the
/// referral itself, never from a message: a late alarm acts late, a repeated one finds the proofs and does nothing.
/// </summary>
sealed class KeepClock(DbContext db, ReferralsInHand inHand, LaneCatalogue lanes, TimeProvider time, RoutingMeter meter) : RoutingActivity
{
    public override async Task ActAsync(BehaviorContext<ReferralRoutingState> context)
    {
        var saga = context.Saga;
        var now = time.GetUtcNow().UtcDateTime;
        var referral = await inHand.OfAsync(saga, context.CancellationToken);
        var lane = await lanes.GetAsync(referral.Lane, referral.LaneVersion, context.CancellationToken)
            ?? throw new InvalidOperationException($"Lane {referral.Lane} has no version {referral.LaneVersion}.");
        var returnSince = await ReturnSinceAsync(referral, context.CancellationToken);
        var reading = ReferralClock.Read(lane.Clock, referral.ClockFacts, now);
        var acts = RoutingActs.Of(referral, lane, reading, returnSince);
        var proven = MayBeProven(reading, acts, now) ? await inHand.ProofsAsync(referral.Id, context.CancellationToken) : [];
        await KeptOnPaperAsync(referral, reading, proven, now, context.CancellationToken);

        var alarmUtc = saga.ClockAlarmToken is null ? null : saga.NextAlarmUtc;
        while (true)
        {
            var open = acts.Where(act => !proven.Contains(act.Key)).ToList();
            var next = open.Select(act => (DateTime?)act.DueUtc).FirstOrDefault(due => due > now);
            saga.LaneVersion = lane.Version;
            saga.AlarmStands = alarmUtc is not null && alarmUtc == next;
            saga.NextAlarmUtc = next;
            saga.LateSinceUtc = LateSince(reading);

            var due = open.Where(act => act.DueUtc <= now && !Waits(act, referral)).ToList();
            var claim = due.FindIndex(act => act.Kind is RoutingActKind.ReleaseClaim or RoutingActKind.ClaimTimeout);
            foreach (var act in claim < 0 ? due : due[..claim])
                await PerformAsync(context, referral, act, now);
            if (claim < 0)
                return;

            // Taking a claim back changes the referral, and with it what else is due.
            proven.UnionWith(due[..claim].Select(act => act.Key));
            var current = await db.Set<Referral>().SingleAsync(r => r.Id == saga.CorrelationId, context.CancellationToken);
            if (current.Version == referral.Version)
            {
                proven.Add(due[claim].Key);
                await ReleaseAsync(context, current, due[claim], lane.Clock, now);
            }

            referral = current;
            reading = ReferralClock.Read(lane.Clock, referral.ClockFacts, now);
            acts = RoutingActs.Of(referral, lane, reading, returnSince);
        }
    }

    /// <summary>Most steps of a young referral find nothing due and no target met: then no proof can matter, and none is looked for.</summary>
    static bool MayBeProven(ClockReading reading, IReadOnlyList<RoutingAct> acts, DateTime now) =>
        acts.Any(act => act.DueUtc <= now) || reading.Stages.Any(stage => stage.MetUtc is not null);

    /// <summary>While the requester owes information nothing is taken from the holder; it is made up for when the clock runs again.</summary>
    static bool Waits(RoutingAct act, Referral referral) =>
        act.Kind is RoutingActKind.ReleaseClaim or RoutingActKind.ClaimTimeout && referral.Status == ReferralStatus.AwaitingInformation;

    static DateTime? LateSince(ClockReading reading) => reading.Stages
        .Where(stage => stage is { Breached: true, MetUtc: null })
        .Min(stage => stage.DueUtc);

    Task PerformAsync(BehaviorContext<ReferralRoutingState> context, Referral referral, RoutingAct act, DateTime now)
    {
        Prove(referral, act, now);
        var subject = act.At < 1 ? DeskSubject.Warning : DeskSubject.Breach;
        return act.Kind switch
        {
            RoutingActKind.Warning => Tell(referral.HolderId is null ? DeskAudience.Group : DeskAudience.Holder, DeskSubject.Warning),
            RoutingActKind.TellHolder => Tell(DeskAudience.Holder, subject),
            RoutingActKind.WakeBackup => Tell(DeskAudience.Backup, subject),
            RoutingActKind.TellCoordinator => Tell(DeskAudience.Coordinator, subject),
            RoutingActKind.Breach => RecordAsync(),
            RoutingActKind.SecondChannel => context.Publish(new TrySecondChannel(referral.Id, referral.Lane, act.DueUtc)),
            RoutingActKind.CallList => CallAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.Kind, "Not done here."),
        };

        Task Tell(DeskAudience audience, DeskSubject what) =>
            context.Publish(new TellDesk(referral.Id, referral.Lane, audience, what, act.DueUtc));

        async Task RecordAsync()
        {
            db.Add(new Breach(Guid.CreateVersion7(time.GetUtcNow()))
            {
                ReferralId = referral.Id,
                Lane = referral.Lane,
                LaneVersion = referral.LaneVersion,
                Stage = act.Stage,
                DueUtc = act.DueUtc,
                RecordedUtc = now,
            });
            meter.BreachRecorded(referral.Lane, act.Stage);
            await Tell(DeskAudience.Coordinator, DeskSubject.Breach);
        }

        async Task CallAsync()
        {
            await context.Publish(new PutOnCallList(referral.Id, referral.Lane, act.DueUtc));
            await Tell(DeskAudience.Coordinator, DeskSubject.AnswerUnopened);
        }
    }

    /// <summary>Gives the referral back to the group in this transaction; when nobody holds it, the rung is passed all the same.</summary>
    async Task ReleaseAsync(BehaviorContext<ReferralRoutingState> context, Referral referral, RoutingAct act, LaneClock clock, DateTime now)
    {
        Prove(referral, act, now);
        if (referral.HolderId is null || referral.Release(Actor.System, note: null, clock, now) is not null)
            return;
        foreach (var fact in referral.Facts)
            await context.Publish(fact, fact.GetType(), context.CancellationToken);
    }

    void Prove(Referral referral, RoutingAct act, DateTime now)
    {
        db.Add(new EscalationStep
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ReferralId = referral.Id,
            Lane = referral.Lane,
            Stage = act.Stage,
            Act = act.Kind.Code(),
            DueUtc = act.DueUtc,
            DoneUtc = now,
            WaitingSinceUtc = act.Kind.NeedsCoordinator() ? now : null,
        });
        meter.Acted(referral.Lane, act.Kind);
    }

    /// <summary>A target that was missed as far as anybody here knew, and that an answer entered from paper shows to have been kept: the register says so.</summary>
    async Task KeptOnPaperAsync(
        Referral referral, ClockReading reading, HashSet<(string Stage, string Kind, DateTime DueUtc)> proven, DateTime now, CancellationToken cancellation)
    {
        var kept = reading.Stages.Where(stage => stage is { Breached: false, MetUtc: not null }).Select(stage => stage.Code)
            .Where(stage => proven.Any(act => act.Stage == stage && act.Kind == RoutingActKind.Breach.Code())).ToList();
        if (kept.Count == 0)
            return;
        foreach (var breach in await db.Set<Breach>().Where(breach => breach.ReferralId == referral.Id && kept.Contains(breach.Stage) && breach.KeptOnPaperUtc == null).ToListAsync(cancellation))
        {
            breach.KeptOnPaperUtc = now;
            breach.Version++;
        }
    }

    async Task<DateTime?> ReturnSinceAsync(Referral referral, CancellationToken cancellation) => referral switch
    {
        _ when !referral.AwaitsOpening => null,
        // An answer from paper could not come home before it was entered.
        { AnswerCount: > 0 } => await db.Set<ReferralAnswer>().AsNoTracking()
            .Where(answer => answer.ReferralId == referral.Id && answer.Number == referral.AnswerCount)
            .Select(answer => answer.EnteredUtc ?? (DateTime?)answer.AtUtc)
            .SingleAsync(cancellation),
        _ => referral.CompletedUtc,
    };
}
