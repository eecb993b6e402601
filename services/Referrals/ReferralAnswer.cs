using CptsReferral.Referrals.Content;

namespace CptsReferral.Referrals;

/// <summary>One version of an answer; amendments add versions and never overwrite.</summary>
public sealed class ReferralAnswer
{
    /// <summary>The referral.</summary>
    public Guid ReferralId { get; set; }

    /// <summary>1 for the first answer.</summary>
    public int Number { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>When it was entered here, where it was given on paper first (UTC); null otherwise.</summary>
    public DateTime? EnteredUtc { get; set; }

    /// <summary>From when on it could come home.</summary>
    public DateTime KnownUtc => EnteredUtc ?? AtUtc;

    /// <summary>The author.</summary>
    public Guid AuthorId { get; set; }

    /// <summary>The author's function at that moment.</summary>
    public string AuthorFunction { get; set; } = "";

    /// <summary>Sealed <see cref="Content.AnswerContent"/>.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The key of <see cref="Content"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ContentKey { get => SealedFormat.KeyOf(Content); private set => _ = value; }
}
