namespace CptsReferral.Platform.Messaging;

/// <summary>Messages that failed for good. They stay until someone replays them.</summary>
public interface IDeadLetters
{
    /// <summary>The latest first.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken);

    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>Sends one again, with all its attempts anew; false when there is no such dead message.</summary>
    Task<bool> ReplayAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>Sends all again; says how many.</summary>
    Task<int> ReplayAllAsync(CancellationToken cancellationToken);
}
