using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Strays;

internal sealed class StrayBook(CptsDbContext db) : IStrayMessages
{
    public async Task<IReadOnlyList<StrayMessage>> ListAsync(int limit, CancellationToken cancellationToken) =>
        await db.Set<StrayMessage>().AsNoTracking()
            .OrderByDescending(stray => stray.ArrivedUtc).ThenByDescending(stray => stray.MessageId).Take(limit)
            .ToListAsync(cancellationToken);
}
