using CptsReferral.Referrals.Content;

namespace CptsReferral.Referrals;

/// <summary>One dated row of a referral's timeline.</summary>
public sealed class ReferralMove
{
    /// <summary>The referral.</summary>
    public Guid ReferralId { get; set; }

    /// <summary>The referral's version after the move: moves are numbered without gaps.</summary>
    public int Version { get; set; }

    /// <summary>What was done.</summary>
    public MoveKind Kind { get; set; }

    /// <summary>Status after the move.</summary>
    public ReferralStatus Status { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>When it was entered here, where it was done on paper first (UTC); null otherwise.</summary>
    public DateTime? EnteredUtc { get; set; }

    /// <summary>Who; null when the system acted.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>The actor's function at that moment.</summary>
    public string ActorFunction { get; set; } = "";

    /// <summary>Sealed <see cref="Content.MoveNote"/>: reason and text; null when nothing was said.</summary>
    public byte[]? Note { get; set; }

    /// <summary>The key of <see cref="Note"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? NoteKey { get => SealedFormat.KeyOf(Note); private set => _ = value; }
}
