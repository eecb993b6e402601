namespace CptsReferral.Referrals.Content;

/// <summary>Where sealed content belongs: what it is, whose row it is, and which part of it. Part of what is authenticated: bytes that were moved
/// from one row to another are refused.</summary>
/// <param name="Kind">Stable: what was sealed under it opens under nothing else.</param>
public readonly record struct ContentPlace(string Kind, Guid Row, long Part = 0)
{
    /// <summary>What was asked. It stays the same along a chain of redirections, and so does its place: the first referral.</summary>
    public static ContentPlace Request(Guid origin) => new("request", origin);

    /// <summary>What was said with the move that made this version of the referral.</summary>
    public static ContentPlace Note(Guid referral, int version) => new("note", referral, version);

    public static ContentPlace Answer(Guid referral, int number) => new("answer", referral, number);

    public static ContentPlace File(Guid attachment) => new("file", attachment);

    /// <summary>The name that a file has already while it is on its way.</summary>
    public static ContentPlace FileName(Guid attachment) => new("file-name", attachment);

    /// <summary>What the coordinator did about all that waited for them with this referral.</summary>
    public static ContentPlace HandledNote(Guid referral) => new("handled-note", referral);

    public static ContentPlace BreachCause(Guid breach) => new("breach-cause", breach);
}
