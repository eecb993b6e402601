using MassTransit;

namespace CptsReferral.Messaging.Specs.Sagas;

public sealed record ParcelArrived(Guid ParcelId, int Number, string Shelf, string Label = "");

public sealed record ParcelTouched(Guid ParcelId);

public sealed record ParcelLookedAt(Guid ParcelId);

public sealed record ShelfCleared(string Shelf);

public sealed record ParcelFetched(Guid ParcelId);

public sealed record ParcelDropped(Guid ParcelId);

public sealed record PickUpDue(Guid ParcelId);

public sealed record ParcelNews(Guid ParcelId, string News);

public sealed class ParcelMachine : MassTransitStateMachine<Parcel>
{
    public static readonly TimeSpan PickUpWithin = TimeSpan.FromHours(4);

    public ParcelMachine(TimeProvider time)
    {
        InstanceState(parcel => parcel.CurrentState);
        Event(() => Arrived, arrived => arrived.CorrelateById(context => context.Message.ParcelId).SelectId(context => context.Message.ParcelId));
        Event(() => Touched, touched => touched.CorrelateById(context => context.Message.ParcelId));
        Event(() => LookedAt, lookedAt =>
        {
            lookedAt.CorrelateById(context => context.Message.ParcelId);
            lookedAt.ReadOnly = true;
        });
        Event(() => Cleared, cleared => cleared.CorrelateBy((parcel, context) => parcel.Shelf == context.Message.Shelf));
        Event(() => Fetched, fetched => fetched.CorrelateById(context => context.Message.ParcelId));
        Event(() => Dropped, dropped => dropped.CorrelateById(context => context.Message.ParcelId));
        Schedule(() => PickUp, parcel => parcel.PickUpToken, pickUp => pickUp.Received = due => due.CorrelateById(context => context.Message.ParcelId));

        Initially(
            When(Arrived)
                .Then(context =>
                {
                    context.Saga.Number = context.Message.Number;
                    context.Saga.Shelf = context.Message.Shelf;
                    context.Saga.Label = context.Message.Label;
                    context.Saga.SeenUtc = time.GetUtcNow().UtcDateTime;
                })
                .Schedule(PickUp, context => new PickUpDue(context.Saga.CorrelationId), _ => time.GetUtcNow().UtcDateTime + PickUpWithin)
                .Publish(context => new ParcelNews(context.Saga.CorrelationId, "waiting"))
                .TransitionTo(Waiting));
        During(Waiting,
            Ignore(Arrived),
            When(Touched)
                .Then(context => context.Saga.Touched++)
                .Schedule(PickUp, context => new PickUpDue(context.Saga.CorrelationId), _ => time.GetUtcNow().UtcDateTime + PickUpWithin),
            When(LookedAt).Then(context => context.Saga.Touched = 99),
            When(Cleared).Then(context => context.Saga.Touched++),
            When(Fetched).Unschedule(PickUp).Publish(context => new ParcelNews(context.Saga.CorrelationId, "fetched")).Finalize(),
            When(Dropped)
                .Then(context => context.Saga.Touched = -1)
                .Publish(context => new ParcelNews(context.Saga.CorrelationId, "dropped"))
                .Then(_ => throw new InvalidOperationException("It slipped.")),
            When(PickUp!.Received).Publish(context => new ParcelNews(context.Saga.CorrelationId, "overdue")));
        SetCompletedWhenFinalized();
    }

    public State Waiting { get; private set; } = null!;

    public Event<ParcelArrived> Arrived { get; private set; } = null!;

    public Event<ParcelTouched> Touched { get; private set; } = null!;

    public Event<ParcelLookedAt> LookedAt { get; private set; } = null!;

    public Event<ShelfCleared> Cleared { get; private set; } = null!;

    public Event<ParcelFetched> Fetched { get; private set; } = null!;

    public Event<ParcelDropped> Dropped { get; private set; } = null!;

    public Schedule<Parcel, PickUpDue> PickUp { get; private set; } = null!;
}
