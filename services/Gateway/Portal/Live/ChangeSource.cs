using System.Globalization;
using System.Text.Json;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Events;
using CptsReferral.Gateway.Worklists;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Which of the referrals that a page watches are new, gone or of another version.</summary>
/// <param name="since">From when on a change is news to the page: what came between that and the first look is told first.</param>
sealed class ChangeSource(IServiceScopeFactory scopes, TimeProvider time, LiveWatch watch, LiveSince since) : IEventSource
{
    HashSet<LiveMark> known = [];
    List<Guid> missed = [];
    DateTime lookedUtc;
    bool stands;

    public TimeSpan Poll => TimeSpan.FromSeconds(1);

    public async Task BeginAsync(CancellationToken cancellation)
    {
        lookedUtc = time.GetUtcNow().UtcDateTime;
        known = await PresentAsync(cancellation);
        if (since.Utc is { } made && watch.Since is { } changedSince)
            missed = await ReadAsync(db => changedSince(db, made).ToListAsync(cancellation));
    }

    public async Task<string> LookAsync(CancellationToken cancellation)
    {
        // The first look says only where the stream stands, and what was missed.
        var present = stands ? await LookAgainAsync(cancellation) : known;
        var changed = missed.Concat(known.Except(present).Concat(present.Except(known)).Select(mark => mark.Referral)).Distinct().ToList();
        var standing = stands ? "" : $"{Id}\nevent: standing\ndata: {{}}\n\n";
        (known, missed, stands) = (present, [], true);
        return changed.Count == 0
            ? standing
            : standing + string.Concat((await DescribeAsync(changed, cancellation)).Select(change => $"{Id}\nevent: change\ndata: {JsonSerializer.Serialize(change, JsonSerializerOptions.Web)}\n\n"));
    }

    string Id => string.Create(CultureInfo.InvariantCulture, $"id: {lookedUtc.Ticks}");

    Task<HashSet<LiveMark>> LookAgainAsync(CancellationToken cancellation)
    {
        lookedUtc = time.GetUtcNow().UtcDateTime;
        return PresentAsync(cancellation);
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

    Task<HashSet<LiveMark>> PresentAsync(CancellationToken cancellation) => ReadAsync(async db =>
    {
        var marks = new HashSet<LiveMark>();
        foreach (var rows in watch.Present)
            marks.UnionWith(await rows(db).AsNoTracking().ToListAsync(cancellation));
        return marks;
    });

    async Task<T> ReadAsync<T>(Func<CptsDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CptsDbContext>());
    }
}

/// <summary>From when on a change is news to a page; null for what is new from now on.</summary>
sealed record LiveSince(DateTime? Utc);
