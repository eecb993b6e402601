namespace CptsReferral.Contracts;

/// <summary>Something that happened to one referral. Facts of one referral are ordered by <see cref="Version"/>: a reader that has
/// seen a higher version ignores a lower one, so a late, repeated or reordered fact changes nothing.</summary>
public interface IReferralFact
{
    /// <summary>The referral (UUIDv7).</summary>
    Guid ReferralId { get; }

    /// <summary>Code of the lane the referral is in.</summary>
    string Lane { get; }

    /// <summary>The referral's version after this fact, starting at 1.</summary>
    int Version { get; }

    /// <summary>When it happened (UTC).</summary>
    DateTime OccurredUtc { get; }
}
