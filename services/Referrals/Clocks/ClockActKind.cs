using System.Text.Json.Serialization;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Clocks;

/// <summary>What a clock can ask for. At the same instant the acts come in this order.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter))]
public enum ClockActKind
{
    /// <summary>A warning fraction of the stage is used up.</summary>
    Warning,

    /// <summary>The target of the stage is missed; the breach register gets a row.</summary>
    Breach,

    /// <summary>First rung of the ladder: remind the person who holds the referral.</summary>
    TellHolder,

    /// <summary>Give the referral back to the group.</summary>
    ReleaseClaim,

    /// <summary>Tell the functions that stand in for the desk.</summary>
    WakeBackup,

    /// <summary>Tell the coordinator of the territory.</summary>
    TellCoordinator,

    /// <summary>The present claim has been held too long without an answer.</summary>
    ClaimTimeout,
}
