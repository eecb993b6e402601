namespace CptsReferral.Platform.Messaging;

/// <summary>
/// Messages that came from the broker although this database neither owes nor handled them: it was put back to an earlier state than the
/// broker's. None of them was acted on.
/// </summary>
public interface IStrayMessages
{
    /// <summary>The latest first.</summary>
    Task<IReadOnlyList<StrayMessage>> ListAsync(int limit, CancellationToken cancellationToken);
}
