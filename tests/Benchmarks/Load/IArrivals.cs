namespace CptsReferral.Benchmarks.Load;

/// <summary>Tells from outside which requests are on their worklist. It asks the database of every contestant the same question, by primary key.</summary>
interface IArrivals : IAsyncDisposable
{
    /// <summary>Those of <paramref name="ids"/> that have arrived.</summary>
    Task<IReadOnlyList<Guid>> AmongAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}
