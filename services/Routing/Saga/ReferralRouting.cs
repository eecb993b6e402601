using CptsReferral.Contracts;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Contracts.Routing;
using CptsReferral.Referrals;
using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>
/// One saga per referral: sends it to its desk, keeps its clock, brings home what the desk says.
/// <para>The table names what the next fact does in each state. Facts of a referral are numbered without gaps, so a fact that is
/// not the next one is either known already, and changes nothing, or tells that others are late or lost; then the referral's own
/// timeline is read and the saga catches up with it (the last block).</para>
/// </summary>
sealed class ReferralRouting : MassTransitStateMachine<ReferralRoutingState>
{
    public ReferralRouting()
    {
        InstanceState(saga => saga.CurrentState);

        Event(() => Submitted, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Queued, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Claimed, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Released, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => InformationAsked, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => InformationGiven, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => ContactTried, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Answered, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Amended, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Declined, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Redirected, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Cancelled, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Delivered, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => AnswerOpened, fact => fact.CorrelateById(x => x.Message.ReferralId));
        Event(() => Closed, fact => fact.CorrelateById(x => x.Message.ReferralId));

        Event(() => Reviewed, review => review.CorrelateById(x => x.Message.ReferralId));

        Schedule(() => ClockAlarm, saga => saga.ClockAlarmToken, alarm => alarm.Received = received =>
        {
            received.CorrelateById(x => x.Message.ReferralId);
            received.OnMissingInstance(missing => missing.Discard());
        });

        Initially(
            Next(Submitted).SendToDesk().KeepClock(this).TransitionTo(Routed));

        During(Routed,
            Next(Queued).KeepClock(this).TransitionTo(OnWorklist),
            Next(Cancelled).KeepClock(this).TransitionTo(Settled));

        During(OnWorklist,
            Next(Claimed).KeepClock(this).TransitionTo(Held),
            Next(Declined).BringHome(ReturnKind.Declined).KeepClock(this).TransitionTo(Refused),
            Next(Redirected).BringHome(ReturnKind.Redirected).KeepClock(this).TransitionTo(Refused),
            Next(Cancelled).KeepClock(this).TransitionTo(Settled));

        During(Held,
            Next(Released).TellGroupWhenTimedOut().KeepClock(this).TransitionTo(OnWorklist),
            Next(InformationAsked).BringHome(ReturnKind.InformationRequest).KeepClock(this).TransitionTo(OnHold),
            Next(ContactTried).KeepClock(this).TransitionTo(Held),
            Next(Answered).BringHome(ReturnKind.Answer).KeepClock(this).TransitionTo(ComingHome),
            Next(Declined).BringHome(ReturnKind.Declined).KeepClock(this).TransitionTo(Refused),
            Next(Redirected).BringHome(ReturnKind.Redirected).KeepClock(this).TransitionTo(Refused),
            Next(Cancelled).TellHolder(DeskSubject.Cancelled).KeepClock(this).TransitionTo(Settled));

        During(OnHold,
            Next(InformationGiven).TellHolder(DeskSubject.InformationProvided).KeepClock(this).TransitionTo(Held),
            Next(Cancelled).TellHolder(DeskSubject.Cancelled).KeepClock(this).TransitionTo(Settled));

        During(ComingHome,
            Next(Delivered).KeepClock(this).TransitionTo(Home),
            Next(AnswerOpened).KeepClock(this).TransitionTo(Opened),
            Next(Amended).BringHome(ReturnKind.Amendment).KeepClock(this).TransitionTo(ComingHome),
            Next(Closed).KeepClock(this).TransitionTo(Settled));

        During(Home,
            Next(AnswerOpened).KeepClock(this).TransitionTo(Opened),
            Next(Amended).BringHome(ReturnKind.Amendment).KeepClock(this).TransitionTo(ComingHome),
            Next(Closed).KeepClock(this).TransitionTo(Settled));

        During(Opened,
            Next(Amended).BringHome(ReturnKind.Amendment).KeepClock(this).TransitionTo(ComingHome),
            Next(Closed).KeepClock(this).TransitionTo(Settled));

        During(Refused,
            Next(Delivered).KeepClock(this).TransitionTo(Refused),
            Next(AnswerOpened).KeepClock(this).TransitionTo(Settled));

        During(Settled,
            Next(Amended).BringHome(ReturnKind.Amendment).KeepClock(this).TransitionTo(ComingHome));

        DuringAny(
            When(ClockAlarm.Received).KeepClock(this));

        // What the table above did not take is old, or news that came out of turn: binders of one event run in order, so this comes last.
        During([Initial, Routed, OnWorklist, Held, OnHold, ComingHome, Home, Opened, Refused, Settled],
            News(Submitted).CatchUp(this),
            News(Queued).CatchUp(this),
            News(Claimed).CatchUp(this),
            News(Released).CatchUp(this),
            News(InformationAsked).CatchUp(this),
            News(InformationGiven).CatchUp(this),
            News(ContactTried).CatchUp(this),
            News(Answered).CatchUp(this),
            News(Amended).CatchUp(this),
            News(Declined).CatchUp(this),
            News(Redirected).CatchUp(this),
            News(Cancelled).CatchUp(this),
            News(Delivered).CatchUp(this),
            News(AnswerOpened).CatchUp(this),
            News(Closed).CatchUp(this),
            When(Reviewed).Review(this));
    }

    /// <summary>The state of a saga that knows everything about a referral.</summary>
    public State StateOf(ReferralStatus status, bool opened) => (status, opened) switch
    {
        (ReferralStatus.Submitted, _) => Routed,
        (ReferralStatus.Queued, _) => OnWorklist,
        (ReferralStatus.Claimed, _) => Held,
        (ReferralStatus.AwaitingInformation, _) => OnHold,
        (ReferralStatus.Answered, _) => ComingHome,
        (ReferralStatus.Delivered, false) => Home,
        (ReferralStatus.Delivered, true) => Opened,
        (ReferralStatus.Declined or ReferralStatus.Redirected, false) => Refused,
        _ => Settled,
    };

    EventActivityBinder<ReferralRoutingState, TFact> Next<TFact>(Event<TFact> fact)
        where TFact : class, IReferralFact =>
        When(fact, x => x.Message.Version == x.Saga.SeenVersion + 1).Then(x => x.Saga.See(x.Message));

    EventActivityBinder<ReferralRoutingState, TFact> News<TFact>(Event<TFact> fact)
        where TFact : class, IReferralFact =>
        When(fact, x => x.Message.Version > x.Saga.SeenVersion);

    /// <summary>On its way to the desk.</summary>
    public State Routed { get; } = null!;

    /// <summary>On the desk's worklist, held by nobody.</summary>
    public State OnWorklist { get; } = null!;

    /// <summary>Held by one member of the desk.</summary>
    public State Held { get; } = null!;

    /// <summary>The requester owes information; the clock stands still.</summary>
    public State OnHold { get; } = null!;

    /// <summary>Answered; no channel of the requester has taken it yet.</summary>
    public State ComingHome { get; } = null!;

    /// <summary>Delivered, not opened.</summary>
    public State Home { get; } = null!;

    /// <summary>Opened, not closed.</summary>
    public State Opened { get; } = null!;

    /// <summary>Declined or redirected, and not opened.</summary>
    public State Refused { get; } = null!;

    /// <summary>Nothing more to do, unless the answer is amended.</summary>
    public State Settled { get; } = null!;

    public Event<ReferralSubmitted> Submitted { get; } = null!;

    public Event<ReferralQueued> Queued { get; } = null!;

    public Event<ReferralClaimed> Claimed { get; } = null!;

    public Event<ReferralReleased> Released { get; } = null!;

    public Event<InformationRequested> InformationAsked { get; } = null!;

    public Event<InformationProvided> InformationGiven { get; } = null!;

    public Event<ContactAttempted> ContactTried { get; } = null!;

    public Event<ReferralAnswered> Answered { get; } = null!;

    public Event<AnswerAmended> Amended { get; } = null!;

    public Event<ReferralDeclined> Declined { get; } = null!;

    public Event<ReferralRedirected> Redirected { get; } = null!;

    public Event<ReferralCancelled> Cancelled { get; } = null!;

    public Event<ReferralDelivered> Delivered { get; } = null!;

    public Event<AnswerOpened> AnswerOpened { get; } = null!;

    public Event<ReferralClosed> Closed { get; } = null!;

    public Event<ReviewReferral> Reviewed { get; } = null!;

    public Schedule<ReferralRoutingState, ClockAlarm> ClockAlarm { get; } = null!;
}
