using System.Linq.Expressions;
using CptsReferral.Gateway.Callers;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Worklists;

/// <summary>What narrows a worklist; <paramref name="Word"/> is a reference or the code of an indication: names are sealed.</summary>
sealed record WorklistFilter(WorklistPart Part, string? Word = null, string? Indication = null)
{
    public static WorklistFilter Everything { get; } = new(WorklistPart.All);

    public Expression<Func<Referral, bool>> Holds(Caller caller, DateTime nowUtc) => Part switch
    {
        WorklistPart.Free => r => r.HolderId == null,
        WorklistPart.Mine => r => r.HolderId == caller.PersonId,
        WorklistPart.Waiting => r => r.Status == ReferralStatus.AwaitingInformation,
        WorklistPart.Pressing => r => r.DueUtc <= nowUtc || r.AtRiskUtc <= nowUtc,
        WorklistPart.AtRisk => r => r.DueUtc > nowUtc && r.AtRiskUtc <= nowUtc,
        WorklistPart.Breached => r => r.DueUtc <= nowUtc,
        _ => _ => true,
    };
}

/// <summary>A part of a worklist.</summary>
enum WorklistPart
{
    All,
    Free,
    Mine,

    /// <summary>The requester owes information.</summary>
    Waiting,

    /// <summary>At risk, or late already.</summary>
    Pressing,
    AtRisk,
    Breached,
}
