using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>The life of the keys: a new one, everything under it, the old ones gone. People go on working meanwhile.</summary>
public interface IContentKeys
{
    /// <summary>Makes a key. Every process seals with it within seconds.</summary>
    Guid Rotate();

    /// <summary>The keys, newest first, each with what it opens; then keys that something needs and that are not there.</summary>
    Task<IReadOnlyList<ContentKeyLine>> ListAsync(CancellationToken cancellation);

    /// <summary>Brings everything under the newest key, some rows at a time. May be stopped at any moment, and goes on from there.</summary>
    /// <param name="progress">Is told of what has been done so far.</param>
    Task<ContentSealed> SealAgainAsync(Action<ContentSealed> progress, CancellationToken cancellation);

    /// <summary>Removes the keys that nothing needs any more. Backups from before cannot be opened without them.</summary>
    /// <param name="takenUp">How old the newest key has to be: until every process has taken it up, one may still seal with another.</param>
    /// <returns>Those that were removed.</returns>
    Task<IReadOnlyList<Guid>> RemoveUnusedAsync(TimeSpan takenUp, CancellationToken cancellation);
}

sealed partial class ContentKeys(
    CptsDbContext db, KeyRing ring, IEnumerable<KeptKey> kept, PatientIndex index, PlainContent plain, IContentSeal seal, TimeProvider time, ILogger<ContentKeys> logger) : IContentKeys
{
    public Guid Rotate()
    {
        var key = ring.Renew().Add(ring.Lifetime);
        ring.Renew();
        SealKeptAgain();
        return key;
    }

    public async Task<IReadOnlyList<ContentKeyLine>> ListAsync(CancellationToken cancellation)
    {
        var current = ring.Current;
        var uses = await CountAsync(cancellation);
        var keys = ring.Renew().Keys.OrderByDescending(key => key.CreationDate)
            .Select(key => new ContentKeyLine(key.KeyId, key.CreationDate, Uses(key.KeyId), State(key.KeyId))).ToList();
        var missing = uses.Keys.Except(keys.Select(key => key.Id)).Except([SealedFormat.NoKey]).Select(id => new ContentKeyLine(id, null, Uses(id), ContentKeyState.Missing));
        var clear = uses.ContainsKey(SealedFormat.NoKey) ? new[] { new ContentKeyLine(SealedFormat.NoKey, null, Uses(SealedFormat.NoKey), ContentKeyState.NotSealed) } : [];
        return [.. keys, .. missing, .. clear];

        long Uses(Guid id) => uses.GetValueOrDefault(id);

        ContentKeyState State(Guid id)
        {
            if (id == current)
                return ContentKeyState.Newest;
            return Uses(id) > 0 || kept.Any(key => key.SealedWith == id) ? ContentKeyState.Used : ContentKeyState.Unused;
        }
    }

    public Task<ContentSealed> SealAgainAsync(Action<ContentSealed> progress, CancellationToken cancellation) => SealAgainAsync(progress, TimeSpan.Zero, cancellation);

    async Task<ContentSealed> SealAgainAsync(Action<ContentSealed> progress, TimeSpan breath, CancellationToken cancellation)
    {
        var total = new ContentSealed(0, 0);
        var known = ring.Renew();
        SealKeptAgain();
        var current = ring.Current;
        foreach (var column in SealedColumns.All)
        {
            foreach (var (stale, rows) in await column.CountAsync(db, cancellation))
            {
                if (stale == current)
                    continue;
                if (stale != SealedFormat.NoKey && !known.Knows(stale))
                {
                    Log.KeyMissing(logger, stale, rows, column.Name);
                    total = total with { Failed = total.Failed + rows };
                    continue;
                }

                var failed = 0;
                SealedBatch batch;
                do
                {
                    batch = await column.SealAgainAsync(db, seal, stale, failed, fault => Log.RowFailed(logger, column.Name, fault.Place.Row, fault.Fault), cancellation);
                    failed += batch.Failed;
                    total = new ContentSealed(total.Rows + batch.Sealed, total.Failed + batch.Failed);
                    progress(total);
                    if (batch.Sealed > 0 && breath > TimeSpan.Zero)
                        await Task.Delay(breath, time, cancellation);
                }
                // Rows that all changed meanwhile are found by the next round.
                while (batch.Sealed + batch.Failed > 0);
            }
        }

        return total;
    }

    /// <summary>What has to be done whether anybody asks or not: rows from before there were keys, rows under an older key, patients without an index.</summary>
    /// <param name="breath">A pause between batches, for those who work meanwhile.</param>
    public async Task KeepUpAsync(TimeSpan breath, CancellationToken cancellation)
    {
        await SealAgainAsync(_ => { }, breath, cancellation);
        await index.CompleteAsync(seal, cancellation);
        if (plain.IsOver || (await CountAsync(cancellation)).ContainsKey(SealedFormat.NoKey))
            return;
        // What was plain may still be read in space that the engine has freed and not yet used again.
        await db.Database.ScrubAsync(cancellation);
        plain.End();
    }

    public async Task<IReadOnlyList<Guid>> RemoveUnusedAsync(TimeSpan takenUp, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lines = await ListAsync(cancellation);
        if (lines.Any(line => line is { State: ContentKeyState.Newest, CreatedAt: { } made } && now - made < takenUp))
            return [];
        var unused = lines.Where(line => line.State == ContentKeyState.Unused).Select(line => line.Id).ToHashSet();
        if (unused.Count == 0 || !ring.Snapshot.Remove(unused))
            return [];
        ring.Renew();
        return [.. unused];
    }

    void SealKeptAgain()
    {
        foreach (var key in kept)
            key.SealAgain();
    }

    async Task<Dictionary<Guid, long>> CountAsync(CancellationToken cancellation)
    {
        var uses = new Dictionary<Guid, long>();
        foreach (var column in SealedColumns.All)
        {
            foreach (var (key, rows) in await column.CountAsync(db, cancellation))
                uses[key] = uses.GetValueOrDefault(key) + rows;
        }

        return uses;
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "Key {Key} is not in the folder of the keys; {Rows} rows of {Column} cannot be opened without it")]
        public static partial void KeyMissing(ILogger logger, Guid key, long rows, string column);

        [LoggerMessage(EventId = 2302, Level = LogLevel.Error, Message = "A row of {Column} ({Row}) cannot be opened: {Fault}")]
        public static partial void RowFailed(ILogger logger, string column, Guid row, SealFault fault);
    }
}

/// <summary>A key of the ring: when it was made (null when it is not there), and how many rows it opens.</summary>
public sealed record ContentKeyLine(Guid Id, DateTimeOffset? CreatedAt, long Rows, ContentKeyState State);

/// <summary>What a key is for.</summary>
public enum ContentKeyState
{
    /// <summary>Seals what is written now.</summary>
    Newest,

    /// <summary>Older, and something is still sealed with it.</summary>
    Used,

    /// <summary>Nothing needs it but old backups.</summary>
    Unused,

    /// <summary>Something needs it, and it is not in the folder.</summary>
    Missing,

    /// <summary>No key: what was stored before there were any.</summary>
    NotSealed,
}

/// <summary>Rows brought under the newest key, and rows that cannot be opened.</summary>
public sealed record ContentSealed(long Rows, long Failed);
