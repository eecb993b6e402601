using CptsReferral.Contracts;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Contracts.Routing;
using CptsReferral.Routing.Clock;
using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>The words of the table.</summary>
static class RoutingSteps
{
    public static void See(this ReferralRoutingState saga, IReferralFact fact)
    {
        saga.SeenVersion = fact.Version;
        saga.Lane = fact.Lane;
    }

    public static EventActivityBinder<ReferralRoutingState, T> SendToDesk<T>(this EventActivityBinder<ReferralRoutingState, T> step)
        where T : class, IReferralFact => step.Activity(selector => selector.OfInstanceType<SendToDesk>());

    public static EventActivityBinder<ReferralRoutingState, T> BringHome<T>(
        this EventActivityBinder<ReferralRoutingState, T> step, ReturnKind kind)
        where T : class, IReferralFact => step.Publish(x => x.Message.AsReturn(kind));

    public static EventActivityBinder<ReferralRoutingState, T> TellHolder<T>(
        this EventActivityBinder<ReferralRoutingState, T> step, DeskSubject subject)
        where T : class, IReferralFact => step.Publish(x => x.Message.AsNews(DeskAudience.Holder, subject));

    /// <summary>A person who gives a claim back knows why; the group is told when the clock took it.</summary>
    public static EventActivityBinder<ReferralRoutingState, ReferralReleased> TellGroupWhenTimedOut(
        this EventActivityBinder<ReferralRoutingState, ReferralReleased> step) => step.If(
            x => x.Message.TimedOut,
            timedOut => timedOut.Publish(x => x.Message.AsNews(DeskAudience.Group, DeskSubject.ClaimReleased)));

    /// <summary>Does what the clock asks for by now and sets the alarm to what comes next.</summary>
    public static EventActivityBinder<ReferralRoutingState, T> KeepClock<T>(
        this EventActivityBinder<ReferralRoutingState, T> step, ReferralRouting machine)
        where T : class => step
            .Activity(selector => selector.OfInstanceType<KeepClock>())
            .IfElse(
                x => x.Saga.NextAlarmUtc is not null,
                running => running.If(x => !Stands(x), moved => moved.Schedule(
                    machine.ClockAlarm,
                    x => new ClockAlarm(x.Saga.CorrelationId, x.Saga.NextAlarmUtc!.Value),
                    x => x.Saga.NextAlarmUtc!.Value)),
                still => still.Unschedule(machine.ClockAlarm));

    /// <summary>Does what the unseen part of the referral's timeline asks for, and takes the state from the referral.</summary>
    public static EventActivityBinder<ReferralRoutingState, T> CatchUp<T>(
        this EventActivityBinder<ReferralRoutingState, T> step, ReferralRouting machine)
        where T : class, IReferralFact => step.Activity(selector => selector.OfInstanceType<CatchUp>()).KeepClock(machine);

    /// <summary>Does once more what is still owed, and takes the state from the referral.</summary>
    public static EventActivityBinder<ReferralRoutingState, ReviewReferral> Review(
        this EventActivityBinder<ReferralRoutingState, ReviewReferral> step, ReferralRouting machine) =>
        step.Activity(selector => selector.OfInstanceType<Review>()).KeepClock(machine);

    public static BringHome AsReturn(this IReferralFact fact, ReturnKind kind) =>
        new(fact.ReferralId, fact.Lane, kind, fact.Version, fact.OccurredUtc);

    public static TellDesk AsNews(this IReferralFact fact, DeskAudience audience, DeskSubject subject) =>
        new(fact.ReferralId, fact.Lane, audience, subject, fact.OccurredUtc);

    // A fact mostly leaves the next act where it was, and so the alarm. One that rang is gone, and one that a review makes sure of may be missing.
    static bool Stands<T>(BehaviorContext<ReferralRoutingState, T> step)
        where T : class => step.Message is IReferralFact && step.Saga.AlarmStands;
}
