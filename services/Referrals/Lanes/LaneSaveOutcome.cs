using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Referrals.Lanes;

/// <summary>What became of a lane document that a coordinator saved.</summary>
public abstract record LaneSaveOutcome
{
    LaneSaveOutcome()
    {
    }

    /// <summary>Stored as a new version.</summary>
    public sealed record Saved(LaneDocument Document) : LaneSaveOutcome;

    /// <summary><see cref="Invalid"/> with every fault, or <see cref="Stale"/> when somebody else saved since the coordinator read it.</summary>
    public sealed record Refused(Refusal Refusal) : LaneSaveOutcome;
}
