namespace CptsReferral.Drills.Checking;

/// <summary>One promise of the switchboard, and how to see that it was kept.</summary>
interface IRule
{
    /// <summary>The promise in a few words.</summary>
    string Name { get; }

    IEnumerable<Violation> Check(Case drill);
}
