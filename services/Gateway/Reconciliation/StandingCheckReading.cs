using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Reconciliation;

/// <summary>How the standing check stands, and what it found: ids, codes and times.</summary>
sealed class StandingCheckReading(CptsDbContext db, IStrayMessages strays, TimeProvider time)
{
    /// <summary>Discrepancies shown at once, unresolved ones first.</summary>
    const int Shown = 100;

    /// <summary>A check that has not ended for so long is not a proof any more.</summary>
    static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    public async Task<Outcome<StandingCheckView>> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var check = await db.Set<StandingCheck>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        var found = db.Set<Discrepancy>().AsNoTracking();
        var unresolved = await found.Where(one => one.UnresolvedKey != null).OrderByDescending(one => one.UnresolvedKey).Take(Shown).ToListAsync(cancellation);
        var latest = await found.OrderByDescending(one => one.SortKey).Take(Shown).ToListAsync(cancellation);
        return new StandingCheckView(
            check?.Open ?? 0,
            check?.Accounted ?? 0,
            ParisTime.Of(check?.CheckedUtc),
            check?.CheckedUtc is not { } at || time.GetUtcNow().UtcDateTime - at > Stale,
            [.. unresolved.Concat(latest.Where(one => one.ResolvedUtc is not null)).Take(Shown).Select(DiscrepancyView.Of)],
            [.. (await strays.ListAsync(Shown, cancellation)).Select(StrayMessageView.Of)]);
    }
}

/// <summary>Whether everything is where it should be.</summary>
/// <param name="Open">Referrals that something is owed for, at the last whole check.</param>
/// <param name="AccountedFor">Those of them that are in exactly one place.</param>
/// <param name="LastCheckedAt">When that check ended; null before the first.</param>
/// <param name="IsStale">The last check is too long ago to be relied upon.</param>
/// <param name="Items">What was found to disagree, unresolved first, then the latest.</param>
/// <param name="StrayMessages">What the broker told of and this database does not know, the latest first: it was put back to an earlier state.</param>
public sealed record StandingCheckView(
    int Open, int AccountedFor, DateTimeOffset? LastCheckedAt, bool IsStale, IReadOnlyList<DiscrepancyView> Items, IReadOnlyList<StrayMessageView> StrayMessages);

/// <summary>One referral that was not accounted for.</summary>
/// <param name="Kind">What disagreed, see <see cref="DiscrepancyKinds"/>.</param>
/// <param name="Repairs">How often the referral was reviewed because of it.</param>
/// <param name="ResolvedAt">When a check no longer found it; null while it stands.</param>
public sealed record DiscrepancyView(
    Guid ReferralId, string Reference, string Lane, string Kind, DateTimeOffset FoundAt, int Repairs, DateTimeOffset? RepairedAt, DateTimeOffset? ResolvedAt)
{
    internal static DiscrepancyView Of(Discrepancy found) => new(
        found.ReferralId, ReferralReference.Of(found.ReferralId), found.Lane, found.Kind,
        ParisTime.Of(found.FoundUtc), found.Repairs, ParisTime.Of(found.RepairedUtc), ParisTime.Of(found.ResolvedUtc));
}

/// <summary>Something that happened after the backup this database was put back from.</summary>
/// <param name="ReferralId">The referral it was about, which may be gone altogether; null when the message named none.</param>
/// <param name="Message">Name of the message's type, such as <c>ReferralSubmitted</c>.</param>
/// <param name="SentAt">About when it happened; null when the message did not say.</param>
public sealed record StrayMessageView(Guid? ReferralId, string? Reference, string Message, DateTimeOffset? SentAt, DateTimeOffset ArrivedAt)
{
    internal static StrayMessageView Of(StrayMessage stray) => new(
        stray.ReferralId, stray.ReferralId is { } id ? ReferralReference.Of(id) : null, stray.Type, ParisTime.Of(stray.SentUtc), ParisTime.Of(stray.ArrivedUtc));
}
