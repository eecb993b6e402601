using System.Runtime.CompilerServices;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>Readings and seals in their order, a page at a time: no more memory for a long record, and no query that stays open over it.</summary>
static class ReadingRows
{
    const int Page = 1000;

    public static async IAsyncEnumerable<ContentAccess> ReadingsAsync(
        this CptsDbContext db, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<ContentAccess> page;
        do
        {
            page = await db.Set<ContentAccess>().AsNoTracking().Where(reading => reading.Id > after && reading.Id <= upTo)
                .OrderBy(reading => reading.Id).Take(Page).ToListAsync(cancellation);
            foreach (var reading in page)
                yield return reading;
            after = page.Count > 0 ? page[^1].Id : after;
        }
        while (page.Count == Page);
    }

    public static async IAsyncEnumerable<ReadingSeal> SealsAsync(this CptsDbContext db, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = long.MinValue;
        List<ReadingSeal> page;
        do
        {
            page = await db.Set<ReadingSeal>().AsNoTracking().Where(seal => seal.Number > after && seal.Number <= upTo)
                .OrderBy(seal => seal.Number).Take(Page).ToListAsync(cancellation);
            foreach (var seal in page)
                yield return seal;
            after = page.Count > 0 ? page[^1].Number : after;
        }
        while (page.Count == Page);
    }

    public static Task<ReadingSeal?> LastSealAsync(this CptsDbContext db, CancellationToken cancellation) =>
        db.Set<ReadingSeal>().AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(cancellation);
}
