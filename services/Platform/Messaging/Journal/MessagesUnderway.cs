using CptsReferral.Platform.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Journal;

internal sealed class MessagesUnderway(CptsDbContext db) : IMessagesUnderway
{
    public async Task<ILookup<Guid, MessageUnderway>> ListAsync<TTimer>(CancellationToken cancellationToken)
        where TTimer : class
    {
        var timer = MessageUrn.ForTypeString<TTimer>();
        var rows = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(row => row.CorrelationId != null && row.MessageType != timer)
            .Select(row => new { row.CorrelationId, row.MessageType, Failed = row.DeadUtc != null })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.CorrelationId!.Value, row => new MessageUnderway(NameOf(row.MessageType), row.Failed));
    }

    public async Task<IReadOnlySet<Guid>> ScheduledAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        await db.Set<OutboxMessage>().AsNoTracking()
            .Where(row => row.DeadUtc == null && row.TokenId != null && tokens.Contains(row.TokenId.Value))
            .Select(row => row.TokenId!.Value)
            .ToHashSetAsync(cancellationToken);

    private static string NameOf(string types)
    {
        var first = types.Split(';', 2)[0];
        return first[(first.LastIndexOf(':') + 1)..];
    }
}
