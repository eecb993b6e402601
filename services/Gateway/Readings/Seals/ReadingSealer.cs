using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>Makes the next seal. What it costs depends on what was read since the last one, along the key of the table, not on what there is.</summary>
sealed partial class ReadingSealer(CptsDbContext db, ReadingKey key, OutsideHeads heads, TimeProvider time, ILogger<ReadingSealer> logger)
{
    /// <summary>The highest number of a reading so far.</summary>
    public async Task<long> HighestAsync(CancellationToken cancellation) => await db.Set<ContentAccess>().MaxAsync(reading => (long?)reading.Id, cancellation) ?? 0;

    /// <param name="upTo">Whoever was given a number up to this one has committed by now, or never will.</param>
    public async Task SealAsync(long upTo, CancellationToken cancellation)
    {
        var last = await db.LastSealAsync(cancellation);
        Watch(last);
        var after = last?.UpTo ?? 0;
        if (upTo <= after)
            return;
        var seal = await NextAsync(last, after, upTo, cancellation);
        if (seal.Count == 0)
            return;
        db.Add(seal);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            // Another gateway made it.
            return;
        }

        var head = OutsideHead.Of(seal);
        heads.Add(head);
        Log.Made(logger, head.Number, seal.Count, head.UpTo, head.Mac);
    }

    async Task<ReadingSeal> NextAsync(ReadingSeal? last, long after, long upTo, CancellationToken cancellation)
    {
        using var rows = new RowsDigest(key);
        await foreach (var reading in db.ReadingsAsync(after, upTo, cancellation))
            rows.Add(reading);
        var seal = new ReadingSeal
        {
            Number = (last?.Number ?? 0) + 1,
            AtUtc = time.GetUtcNow().UtcDateTime,
            After = after,
            UpTo = upTo,
            Count = rows.Count,
            BeforeSealing = rows.WithoutMac,
            Rows = rows.Finish(),
            Previous = last?.Mac ?? [],
            Key = key.Id,
        };
        seal.Mac = key.MacOf(seal);
        return seal;
    }

    // What is found here does not stop the chain: what comes later is worth sealing, and the verification goes on telling of it.
    void Watch(ReadingSeal? last)
    {
        var outside = heads.Last();
        if (last is not null && last.Key == key.Id && !key.Made(last))
        {
            Log.NotOurs(logger, last.Number);
            return;
        }

        if (outside is not null && outside.Number > (last?.Number ?? 0))
            Log.CutOff(logger, outside.Number, last?.Number ?? 0);
        else if (last is not null && outside?.Number != last.Number)
            // The gateway that made it ended before it could write it down.
            heads.Add(OutsideHead.Of(last));
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2401, Level = LogLevel.Information, Message = "Seal {Number} of the readings: {Count} readings up to {UpTo}, {Mac}")]
        public static partial void Made(ILogger logger, long number, long count, long upTo, string mac);

        [LoggerMessage(EventId = 2402, Level = LogLevel.Error, Message = "The newest seal of the readings ({Number}) was not made by a gateway: the table was changed from outside; see --verify-readings")]
        public static partial void NotOurs(ILogger logger, long number);

        [LoggerMessage(EventId = 2403, Level = LogLevel.Error, Message = "Seal {Outside} of the readings was made, and the database ends with seal {Inside}: readings were cut off; see --verify-readings")]
        public static partial void CutOff(ILogger logger, long outside, long inside);
    }
}
