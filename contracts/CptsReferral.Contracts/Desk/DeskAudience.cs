namespace CptsReferral.Contracts.Desk;

/// <summary>Who an escalation step tells.</summary>
public enum DeskAudience
{
    /// <summary>The person who holds the referral; nobody when it is unclaimed.</summary>
    Holder,

    /// <summary>Everybody who answers the lane.</summary>
    Group,

    /// <summary>The back-up named by the lane.</summary>
    Backup,

    /// <summary>The coordinators of the CPTS.</summary>
    Coordinator,
}
