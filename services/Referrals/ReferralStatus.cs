namespace CptsReferral.Referrals;

/// <summary>Where a referral stands. On the wire in kebab case.</summary>
public enum ReferralStatus
{
    /// <summary>Stored and acknowledged; on its way to the desk.</summary>
    Submitted,

    /// <summary>On the desk's worklist, held by nobody.</summary>
    Queued,

    /// <summary>Held by one member of the desk.</summary>
    Claimed,

    /// <summary>The holder waits for the requester; the clock is paused.</summary>
    AwaitingInformation,

    /// <summary>Answered; the answer is on its way home.</summary>
    Answered,

    /// <summary>The requester was told on one of their channels, or has opened the answer.</summary>
    Delivered,

    /// <summary>The requester closed it.</summary>
    Closed,

    /// <summary>The desk declined.</summary>
    Declined,

    /// <summary>The desk sent the request on to another lane.</summary>
    Redirected,

    /// <summary>The requester withdrew it.</summary>
    Cancelled,
}
