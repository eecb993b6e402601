namespace CptsReferral.Referrals.Content;

/// <summary>Stored content that cannot be opened. Says where it stands and which key it wants, nothing of what it holds.</summary>
public sealed class SealedContentException(SealFault fault, ContentPlace place, Guid? key)
    : Exception($"Sealed content ({place.Kind}) cannot be opened: {fault}.")
{
    public SealFault Fault { get; } = fault;

    public ContentPlace Place { get; } = place;

    /// <summary>The key that its header names.</summary>
    public Guid? Key { get; } = key;
}

/// <summary>Why content cannot be opened.</summary>
public enum SealFault
{
    /// <summary>The key that it was sealed with is not in the ring.</summary>
    KeyMissing,

    /// <summary>It is not what was sealed, or it was sealed for another place.</summary>
    Altered,

    /// <summary>It is not sealed at all, although everything has been.</summary>
    NotSealed,
}
