using CptsReferral.Contracts.Delivery;

namespace CptsReferral.Delivery.Notices;

/// <summary>One thing to tell one person on one channel: codes, ids and times only. What the person reads is written when it leaves, so
/// that neither this row nor a message holds an address.</summary>
sealed class Notice
{
    /// <summary>Also the Message-ID of the mail and the delivery id of the webhook: a repeat is recognised by its reader.</summary>
    public Guid Id { get; init; }

    public Guid ReferralId { get; init; }

    public string Lane { get; init; } = "";

    public Guid PersonId { get; init; }

    public ReturnKind Kind { get; init; }

    public NoticeChannel Channel { get; init; }

    /// <summary>What it tells of, where that is neither the referral nor a version of it; empty otherwise.</summary>
    public Guid About { get; init; }

    /// <summary>Told before, not opened yet.</summary>
    public bool Reminder { get; init; }

    /// <summary>The version of the referral that the notice speaks of.</summary>
    public int ReferralVersion { get; init; }

    /// <summary>When what it speaks of happened.</summary>
    public DateTime OccurredUtc { get; init; }

    public DateTime CreatedUtc { get; init; }

    public int Attempts { get; private set; }

    public DateTime? SentUtc { get; private set; }

    /// <summary>The last failed attempt; null once sent.</summary>
    public DateTime? FailedUtc { get; private set; }

    /// <summary>Why the last attempt failed, see <see cref="NoticeNotSentException.Code"/>; null once sent.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>When it had lost its purpose: a reminder of what was opened meanwhile.</summary>
    public DateTime? WithdrawnUtc { get; private set; }

    public int Version { get; private set; }

    public void Sent(DateTime nowUtc)
    {
        Attempts++;
        SentUtc = nowUtc;
        FailedUtc = null;
        FailureCode = null;
        Version++;
    }

    public void Failed(string code, DateTime nowUtc)
    {
        Attempts++;
        FailedUtc = nowUtc;
        FailureCode = code;
        Version++;
    }

    public void Withdraw(DateTime nowUtc)
    {
        WithdrawnUtc = nowUtc;
        Version++;
    }
}
