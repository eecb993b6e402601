using MassTransit;

namespace CptsReferral.Messaging.Specs.Sagas;

public sealed class Parcel : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public int Number { get; set; }

    public string Shelf { get; set; } = "";

    public string Label { get; set; } = "";

    public int Touched { get; set; }

    public DateTime? SeenUtc { get; set; }

    public Guid? PickUpToken { get; set; }
}
