namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>The record of who read what, as a whole.</summary>
public interface IReadingRecord
{
    /// <summary>Reads all of it in order, in constant memory, beside gateways that go on writing, and keeps the result for the data-protection officer.</summary>
    /// <param name="found">Is told of each finding as it is met.</param>
    Task<ReadingVerdict> VerifyAsync(Action<ReadingFinding> found, CancellationToken cancellation);
}

/// <summary>What a verification went through.</summary>
/// <param name="Readings">All of them.</param>
/// <param name="Seals">All of them.</param>
/// <param name="BeforeSealing">Readings from before there were seals: they have no MAC of their own, the first seal covers them.</param>
/// <param name="NotYetSealed">Readings that are too young for a seal.</param>
/// <param name="Findings">0 when nothing was changed.</param>
/// <param name="NewestSeal">Null when there is none.</param>
public sealed record ReadingVerdict(long Readings, long Seals, long BeforeSealing, long NotYetSealed, long Findings, NewestReadingSeal? NewestSeal);

/// <summary>The head of the chain.</summary>
public sealed record NewestReadingSeal(long Number, DateTimeOffset At, long UpTo);

/// <summary>Something that the gateways did not do.</summary>
/// <param name="Count">How many rows or seals.</param>
/// <param name="Seal">In whose range; null after the last one.</param>
/// <param name="From">The first number: of a reading, or of a seal where <paramref name="Kind"/> is about seals.</param>
/// <param name="UpTo">The last one.</param>
/// <param name="Readings">Numbers of the rows, as far as they can be named; the first ones when there are many.</param>
public sealed record ReadingFinding(ReadingFindingKind Kind, long Count, long? Seal, long From, long UpTo, IReadOnlyList<long> Readings);

/// <summary>What happened to readings or seals.</summary>
public enum ReadingFindingKind
{
    /// <summary>Rows whose fields are not those that were written.</summary>
    Altered,

    /// <summary>Rows that were sealed and are gone.</summary>
    Removed,

    /// <summary>Rows that were not there when it was sealed, or that no gateway wrote.</summary>
    Added,

    /// <summary>As many rows as were sealed, each of them genuine, but not the same ones in the same order.</summary>
    Exchanged,

    /// <summary>Seals inside the chain that are gone.</summary>
    SealsMissing,

    /// <summary>A seal that is not as it was made, or does not follow the one before.</summary>
    SealAltered,

    /// <summary>A seal made with a key that is not in the folder.</summary>
    OtherKey,

    /// <summary>Seals at the end that are gone, and what they covered: the file outside the database knows them.</summary>
    CutOff,

    /// <summary>Seals that the file outside the database knows as other ones.</summary>
    Replaced,

    /// <summary>There is no file outside the database: whether the end was cut off cannot be known.</summary>
    NoOutsideHead,
}
