using System.Runtime.CompilerServices;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings.Seals;

sealed class ReadingRecord(CptsDbContext db, ReadingKey key, OutsideHeads heads, TimeProvider time) : IReadingRecord
{
    static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(1);

    public async Task<ReadingVerdict> VerifyAsync(Action<ReadingFinding> found, CancellationToken cancellation)
    {
        var walk = new Walk(db, key);
        var outside = new OutsideComparison(db, heads);
        long findings = 0;
        // Lines first: what they name was in the database by then. What gateways add meanwhile is the next run's.
        await foreach (var finding in outside.CompareAsync(cancellation))
            Tell(finding);
        await foreach (var finding in walk.GoAsync(cancellation))
            Tell(finding);
        if (walk.Newest is not null && !outside.HasLines && !await HasHeadByNowAsync(cancellation))
            Tell(new ReadingFinding(ReadingFindingKind.NoOutsideHead, 1, walk.Newest.Number, walk.Newest.Number, walk.Newest.Number, []));
        await KeepAsync(walk, findings, cancellation);
        return new ReadingVerdict(
            walk.Readings, walk.Seals, walk.BeforeSealing, walk.NotYetSealed, findings,
            walk.Newest is { } newest ? new NewestReadingSeal(newest.Number, new DateTimeOffset(newest.AtUtc, TimeSpan.Zero), newest.UpTo) : null);

        void Tell(ReadingFinding finding)
        {
            findings++;
            found(finding);
        }
    }

    // The very first seal may have been made since, and its line is written just after it.
    async Task<bool> HasHeadByNowAsync(CancellationToken cancellation)
    {
        await Task.Delay(FirstLine, time, cancellation);
        return heads.Last() is not null;
    }

    async Task KeepAsync(Walk walk, long findings, CancellationToken cancellation)
    {
        var check = new ReadingCheck { AtUtc = time.GetUtcNow().UtcDateTime, Readings = walk.Readings, Seals = walk.Seals, Findings = findings };
        check.Mac = key.MacOf(check);
        db.Add(check);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Along seals and readings together, each once.</summary>
    sealed class Walk(CptsDbContext db, ReadingKey key)
    {
        public long Readings { get; private set; }

        public long Seals { get; private set; }

        public long BeforeSealing { get; private set; }

        public long NotYetSealed { get; private set; }

        public ReadingSeal? Newest { get; private set; }

        public async IAsyncEnumerable<ReadingFinding> GoAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            var last = await db.LastSealAsync(cancellation);
            var highest = await db.Set<ContentAccess>().MaxAsync(reading => (long?)reading.Id, cancellation) ?? 0;
            await using var rows = db.ReadingsAsync(long.MinValue, highest, cancellation).GetAsyncEnumerator(cancellation);
            var there = await rows.MoveNextAsync();
            var vouched = false;
            var broken = false;
            await foreach (var seal in db.SealsAsync(last?.Number ?? 0, cancellation))
            {
                var missing = seal.Number - (Newest?.Number ?? 0) - 1;
                if (missing > 0)
                    yield return new ReadingFinding(ReadingFindingKind.SealsMissing, missing, seal.Number, seal.Number - missing, seal.Number - 1, []);
                var gap = missing > 0 || broken;
                var wrong = Wrong(seal, gap);
                if (wrong is not null)
                    yield return wrong;
                Seals++;
                var previous = Newest;
                Newest = seal;
                broken = wrong is { Kind: ReadingFindingKind.SealAltered };
                // What it says of readings is worth nothing: they are looked at on the way to the next one.
                if (broken)
                    continue;

                using var before = new SealedRange(key, null, mayHaveNoMac: gap && !vouched);
                await ThroughAsync(before, seal.After);
                // Between two seals that follow each other there is nothing, whoever made it.
                if (before.Count > 0 && !gap)
                    yield return new ReadingFinding(ReadingFindingKind.Added, before.Count, seal.Number, (previous?.UpTo ?? 0) + 1, seal.After, []);
                foreach (var finding in before.Alone())
                    yield return finding;

                using var covered = new SealedRange(key, seal, mayHaveNoMac: seal.Number == 1);
                await ThroughAsync(covered, seal.UpTo);
                foreach (var finding in wrong is null ? covered.Compared() : covered.Alone())
                    yield return finding;
                vouched = true;
            }

            using var young = new SealedRange(key, null, mayHaveNoMac: !vouched);
            await ThroughAsync(young, long.MaxValue);
            foreach (var finding in young.Alone())
                yield return finding;
            NotYetSealed = young.Count;

            async Task ThroughAsync(SealedRange range, long upTo)
            {
                while (there && rows.Current.Id <= upTo)
                {
                    range.Add(rows.Current);
                    Readings++;
                    BeforeSealing += range.MayHaveNoMac && rows.Current.Mac is null ? 1 : 0;
                    there = await rows.MoveNextAsync();
                }
            }
        }

        // Null: made by a gateway, and on top of the one before, if that is there.
        ReadingFinding? Wrong(ReadingSeal seal, bool afterAGap)
        {
            if (seal.Key != key.Id)
                return new ReadingFinding(ReadingFindingKind.OtherKey, 1, seal.Number, seal.Number, seal.Number, []);
            return key.Made(seal) && (afterAGap || seal.Previous.AsSpan().SequenceEqual(Newest?.Mac ?? []))
                ? null
                : new ReadingFinding(ReadingFindingKind.SealAltered, 1, seal.Number, seal.Number, seal.Number, []);
        }
    }
}
