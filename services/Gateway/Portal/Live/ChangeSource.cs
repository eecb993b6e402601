using System.Text.Json;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Events;
using CptsReferral.Gateway.Worklists;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Which of the referrals that a page watches are new, gone or of another version.</summary>
/// <param name="since">When the page was made that now listens: what changed in between is told first.</param>
sealed class ChangeSource(IServiceScopeFactory scopes, LiveWatch watch, DateTime? since) : IEventSource
{
    HashSet<LiveMark> known = [];
    List<Guid> missed = [];

    public TimeSpan Poll => TimeSpan.FromSeconds(1);

    public async Task BeginAsync(CancellationToken cancellation)
    {
        known = await PresentAsync(cancellation);
        if (since is { } made)
            missed = await ReadAsync(db => watch.Since(db, made).ToListAsync(cancellation));
    }

    public async Task<string> LookAsync(CancellationToken cancellation)
    {
        var present = await PresentAsync(cancellation);
        var changed = missed.Concat(known.Except(present).Concat(present.Except(known)).Select(mark => mark.Referral)).Distinct().ToList();
        (known, missed) = (present, []);
        if (changed.Count == 0)
            return "";
        return string.Concat((await DescribeAsync(changed, cancellation)).Select(change => $"event: change\ndata: {JsonSerializer.Serialize(change, JsonSerializerOptions.Web)}\n\n"));
    }

    async Task<IEnumerable<LiveChange>> DescribeAsync(List<Guid> changed, CancellationToken cancellation)
    {
        if (watch.Desk is not { } caller)
            return changed.Select(referral => new LiveChange(referral, null, null));
        await using var scope = scopes.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<Referral>().AsNoTracking()
            .Where(r => changed.Contains(r.Id) && r.WorklistDueUtc != null)
            .ToDictionaryAsync(r => r.Id, r => r.HolderId, cancellation);
        var holders = await scope.ServiceProvider.GetRequiredService<Holders>().OfAsync(open.Keys, cancellation);
        return changed.Select(referral => open.TryGetValue(referral, out var holder)
            ? new LiveChange(referral, StateOf(holder, caller), holders.GetValueOrDefault(referral)?.Name)
            : new LiveChange(referral, LiveState.Gone, null));
    }

    static LiveState StateOf(Guid? holder, Caller caller) => holder switch
    {
        null => LiveState.Free,
        { } person when person == caller.PersonId => LiveState.Mine,
        _ => LiveState.Taken,
    };

    Task<HashSet<LiveMark>> PresentAsync(CancellationToken cancellation) => ReadAsync(db => watch.Present(db).AsNoTracking().ToHashSetAsync(cancellation));

    async Task<T> ReadAsync<T>(Func<CptsDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CptsDbContext>());
    }
}
