using CptsReferral.Gateway.Callers;
using CptsReferral.Platform.Persistence;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>What one page watches.</summary>
/// <param name="Present">The rows that it shows.</param>
/// <param name="Since">What changed after an instant: between the making of a page and its listening, or while the line was away. Null where only what comes is told.</param>
/// <param name="Desk">Whoever is of the desk that works on these; null for everybody else.</param>
sealed record LiveWatch(IReadOnlyList<Func<CptsDbContext, IQueryable<LiveMark>>> Present, Func<CptsDbContext, DateTime, IQueryable<Guid>>? Since = null, Caller? Desk = null);

/// <summary>A row with a number that changes when it does.</summary>
sealed record LiveMark(Guid Referral, long Version);
