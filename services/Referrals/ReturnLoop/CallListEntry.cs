namespace CptsReferral.Referrals.ReturnLoop;

/// <summary>An answer that its requester opened on no channel: the secretariat calls.</summary>
public sealed class CallListEntry
{
    public Guid ReferralId { get; set; }

    public string Lane { get; set; } = "";

    public Guid RequesterId { get; set; }

    public DateTime ListedUtc { get; set; }

    /// <summary>When it was settled: the requester opened the answer, or somebody reached them by phone.</summary>
    public DateTime? SettledUtc { get; set; }

    public Guid? SettledBy { get; set; }

    public int Version { get; set; }
}
