namespace CptsReferral.Referrals.Reconciliation;

/// <summary>The ways in which what is stored about one referral can disagree. Codes are stored and shown.</summary>
public static class DiscrepancyKinds
{
    /// <summary>No saga follows it, and no fact of it is on its way to one.</summary>
    public const string Unfollowed = "unfollowed";

    /// <summary>The saga has not seen the last facts, and none is on its way.</summary>
    public const string Behind = "behind";

    /// <summary>The saga knows of facts that the referral does not have: a backup was put back, or rows were changed by hand.</summary>
    public const string Ahead = "ahead";

    /// <summary>The saga knows everything and stands somewhere else than the referral.</summary>
    public const string Astray = "astray";

    /// <summary>Submitted, and not on its way to its desk.</summary>
    public const string NotSentToDesk = "not-sent-to-desk";

    /// <summary>With its desk and not on the worklist, or on the worklist and not with its desk.</summary>
    public const string Misplaced = "misplaced";

    /// <summary>Its next alarm is written down and will not ring.</summary>
    public const string Unclocked = "unclocked";

    /// <summary>Answered or refused, not delivered, and nothing is on its way to who asked.</summary>
    public const string NotBroughtHome = "not-brought-home";

    /// <summary>What would make it agree failed for good and waits for a person to replay it.</summary>
    public const string FailedMessage = "failed-message";
}
