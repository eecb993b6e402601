using CptsReferral.Gateway.Events;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Which of the referrals that a page watches are new, gone or of another version.</summary>
sealed class ChangeSource(IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>> watched) : IEventSource
{
    HashSet<Mark> known = [];

    public TimeSpan Poll => TimeSpan.FromSeconds(1);

    public async Task BeginAsync(CancellationToken cancellation) => known = await ReadAsync(cancellation);

    public async Task<string> LookAsync(CancellationToken cancellation)
    {
        var present = await ReadAsync(cancellation);
        var changed = known.Except(present).Concat(present.Except(known)).Select(mark => mark.Referral).Distinct().ToList();
        known = present;
        return string.Concat(changed.Select(referral => $"event: change\ndata: {{\"referral\":\"{referral}\"}}\n\n"));
    }

    async Task<HashSet<Mark>> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await watched(scope.ServiceProvider.GetRequiredService<CptsDbContext>()).AsNoTracking().ToHashSetAsync(cancellation);
    }
}

/// <summary>A referral as a page last saw it.</summary>
sealed record Mark(Guid Referral, long Version);
