namespace CptsReferral.Referrals.Inbox;

/// <summary>Something one person should see, in the order it happened; the source of the live events and of their resumption.</summary>
public sealed class InboxEntry
{
    /// <summary>Grows with time; the id of the server-sent event.</summary>
    public long Id { get; set; }

    public Guid PersonId { get; set; }

    public Guid ReferralId { get; set; }

    public string Lane { get; set; } = "";

    /// <summary>Code of what happened, such as <c>answer</c>, <c>queued</c>, <c>warning</c>.</summary>
    public string Kind { get; set; } = "";

    public DateTime AtUtc { get; set; }

    /// <summary>Makes writing it idempotent: one entry per person and key.</summary>
    public string Key { get; set; } = "";
}
