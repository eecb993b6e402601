using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>What becomes of the row of a message whose handler failed. Each step commits at once, outside any transaction of the handler.</summary>
internal sealed class FailedMessages(IServiceScopeFactory scopes, IOptions<BusOptions> options, TimeProvider time)
{
    private readonly TimeSpan[] _redelivery = options.Value.RedeliveryOrDefault;

    /// <summary>Sets the row to be sent again later; false when it has used up its attempts, or has no row.</summary>
    public async Task<bool> PostponeAsync(Guid messageId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = Rows(scope, messageId);
        var attempt = await rows.Where(row => row.DeadUtc == null).Select(row => (int?)row.Redeliveries).FirstOrDefaultAsync(cancellationToken);
        if (attempt is null || attempt >= _redelivery.Length)
            return false;

        var due = time.GetUtcNow().UtcDateTime + _redelivery[attempt.Value];
        var postponed = await rows.Where(row => row.Redeliveries == attempt).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Redeliveries, attempt.Value + 1)
                .SetProperty(row => row.DueUtc, due)
                .SetProperty(row => row.NextSendUtc, due)
                .SetProperty(row => row.SentUtc, (DateTime?)null)
                .SetProperty(row => row.SendCount, 0)
                .SetProperty(row => row.LockId, (Guid?)null)
                .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
            cancellationToken);
        return postponed > 0;
    }

    /// <summary>Gives the message up until an operator replays it; false when it has no row.</summary>
    public async Task<bool> BuryAsync(Guid messageId, string faultType, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var scope = scopes.CreateAsyncScope();
        return await Rows(scope, messageId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.DeadUtc, now)
                .SetProperty(row => row.FaultType, faultType)
                .SetProperty(row => row.LockId, (Guid?)null)
                .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
            cancellationToken) > 0;
    }

    private static IQueryable<OutboxMessage> Rows(AsyncServiceScope scope, Guid messageId) =>
        scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<OutboxMessage>().Where(row => row.MessageId == messageId);
}
