namespace CptsReferral.Referrals.Lanes;

/// <summary>What became of a lane document that a coordinator saved.</summary>
public abstract record LaneSaveOutcome
{
    LaneSaveOutcome()
    {
    }

    /// <summary>Stored as a new version.</summary>
    public sealed record Saved(LaneDocument Document) : LaneSaveOutcome;

    /// <summary>Somebody else saved since the coordinator read it; 0 means that the lane does not exist.</summary>
    public sealed record ChangedMeanwhile(int CurrentVersion) : LaneSaveOutcome;

    /// <summary>The document breaks the rules of a lane.</summary>
    public sealed record Faulty(IReadOnlyList<Fault> Faults) : LaneSaveOutcome;
}
