namespace CptsReferral.Platform.Messaging;

/// <summary>What the journal still holds: messages that somebody has yet to handle.</summary>
public interface IMessagesUnderway
{
    /// <summary>All of them by the referral they are about, those that failed for good too, except timers of type <typeparamref name="TTimer"/>.</summary>
    Task<ILookup<Guid, MessageUnderway>> ListAsync<TTimer>(CancellationToken cancellationToken)
        where TTimer : class;

    /// <summary>Those of the scheduled messages that will be sent, by the token of each.</summary>
    Task<IReadOnlySet<Guid>> ScheduledAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);
}

/// <summary>One message that nobody has handled yet.</summary>
/// <param name="Type">Name of the message's type, without its namespace.</param>
/// <param name="Failed">It used up its attempts and waits to be replayed.</param>
public sealed record MessageUnderway(string Type, bool Failed);
