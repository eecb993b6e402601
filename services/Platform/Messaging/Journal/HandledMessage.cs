namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>One consumer has handled one message: a further copy changes nothing.</summary>
internal sealed class HandledMessage
{
    public Guid MessageId { get; init; }

    public Guid ConsumerId { get; init; }

    public DateTime HandledUtc { get; init; }
}
