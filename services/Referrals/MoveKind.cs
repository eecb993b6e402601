namespace CptsReferral.Referrals;

/// <summary>The moves of a referral's life; each is a dated row of its timeline.</summary>
public enum MoveKind
{
    Submitted,
    Queued,
    Claimed,
    Released,
    ClaimTimedOut,
    InformationRequested,
    InformationProvided,
    Answered,
    Amended,
    Declined,
    Redirected,
    Cancelled,
    Delivered,
    Opened,
    Closed,
    ContactAttempted,
}
