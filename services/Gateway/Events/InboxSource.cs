using System.Globalization;
using System.Text;
using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Events;

/// <summary>The entries of one person's inbox, as they come, from any process.</summary>
/// <param name="resumeAfter">The last one that the listener has; null for only what is new.</param>
sealed class InboxSource(Guid personId, long? resumeAfter, IServiceScopeFactory scopes, JsonSerializerOptions json) : IEventSource
{
    // Rows are numbered before they commit: one that commits late may have a lower number than one already sent.
    const int LateRows = 200;

    readonly HashSet<long> sent = [];
    long floor;
    long last;

    public TimeSpan Poll => TimeSpan.FromMilliseconds(500);

    public async Task BeginAsync(CancellationToken cancellation) => floor = last = resumeAfter ?? await LastAsync(cancellation);

    public async Task<string> LookAsync(CancellationToken cancellation)
    {
        var said = new StringBuilder();
        foreach (var entry in (await ReadAsync(Math.Max(floor, last - LateRows), cancellation)).Where(entry => sent.Add(entry.Id)))
        {
            said.Append(CultureInfo.InvariantCulture, $"id: {entry.Id}\nevent: {entry.Kind}\ndata: {JsonSerializer.Serialize(InboxEvent.Of(entry), json)}\n\n");
            last = Math.Max(last, entry.Id);
        }

        sent.RemoveWhere(id => id < last - LateRows);
        return said.ToString();
    }

    async Task<long> LastAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Entries(scope).MaxAsync(e => (long?)e.Id, cancellation) ?? 0;
    }

    async Task<List<InboxEntry>> ReadAsync(long after, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Entries(scope).Where(e => e.Id > after).OrderBy(e => e.Id).Take(500).ToListAsync(cancellation);
    }

    IQueryable<InboxEntry> Entries(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<InboxEntry>().AsNoTracking().Where(e => e.PersonId == personId);
}
