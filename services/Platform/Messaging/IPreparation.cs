namespace CptsReferral.Platform.Messaging;

/// <summary>Asks once for what a handler would ask for message by message: messages that came together are prepared together. What is found is kept
/// in the scope, which ends with their transaction.</summary>
/// <typeparam name="THandler">The consumer, or the state of the saga.</typeparam>
public interface IPreparation<THandler>
    where THandler : class
{
    /// <param name="subjects">What the messages are about: mostly referrals.</param>
    Task PrepareAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken);
}
