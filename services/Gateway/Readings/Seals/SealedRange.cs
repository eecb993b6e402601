namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>The readings between two seals, or after the last one, as they are met: counted, hashed, each compared with its own MAC.</summary>
/// <param name="seal">Null for readings that no seal covers.</param>
sealed class SealedRange(ReadingKey key, ReadingSeal? seal, bool mayHaveNoMac) : IDisposable
{
    /// <summary>Numbers that are named; a record that was changed as a whole must not fill the memory.</summary>
    const int Named = 20;

    readonly RowsDigest digest = new(key);
    readonly List<long> wrong = [];
    long wrongCount;
    long alteredCount;
    long first = long.MaxValue;
    long last = long.MinValue;

    public long Count => digest.Count;

    /// <summary>Whether readings from before there were seals can be among them.</summary>
    public bool MayHaveNoMac => mayHaveNoMac;

    public void Add(ContentAccess reading)
    {
        first = Math.Min(first, reading.Id);
        last = Math.Max(last, reading.Id);
        digest.Add(reading);
        if (reading.Mac is null ? mayHaveNoMac : key.Made(reading) || IsOfAnotherKey)
            return;
        wrongCount++;
        alteredCount += reading.Mac is null ? 0 : 1;
        if (wrong.Count < Named)
            wrong.Add(reading.Id);
    }

    bool IsOfAnotherKey => seal is not null && seal.Key != key.Id;

    /// <summary>What is wrong with rows that a genuine seal covers.</summary>
    public IEnumerable<ReadingFinding> Compared()
    {
        var more = digest.Count - seal!.Count;
        var same = digest.Finish().AsSpan().SequenceEqual(seal.Rows);
        if (more < 0)
            yield return Finding(ReadingFindingKind.Removed, -more, []);
        if (more > 0)
            yield return Finding(ReadingFindingKind.Added, more, wrongCount == more ? wrong : []);
        if (wrongCount > 0 && wrongCount != more)
            yield return Finding(ReadingFindingKind.Altered, wrongCount, wrong);
        if (!same && more == 0 && wrongCount == 0)
            yield return Finding(ReadingFindingKind.Exchanged, digest.Count, []);
    }

    /// <summary>What is wrong with rows that no seal vouches for, beyond their own MAC.</summary>
    public IEnumerable<ReadingFinding> Alone()
    {
        // Who has no key has no MAC to give a row.
        if (wrongCount > 0)
            yield return Finding(alteredCount > 0 ? ReadingFindingKind.Altered : ReadingFindingKind.Added, wrongCount, wrong);
    }

    public void Dispose() => digest.Dispose();

    ReadingFinding Finding(ReadingFindingKind kind, long count, IReadOnlyList<long> readings) =>
        seal is null ? new(kind, count, null, first, last, readings) : new(kind, count, seal.Number, seal.After + 1, seal.UpTo, readings);
}
