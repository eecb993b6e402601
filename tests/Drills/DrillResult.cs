using CptsReferral.Drills.Checking;
using CptsReferral.Drills.Faults;
using CptsReferral.Drills.History;

namespace CptsReferral.Drills;

/// <summary>What came of a drill.</summary>
sealed record DrillResult(
    DrillOrder Order,
    IReadOnlyList<PlannedFault> Plan,
    IReadOnlyList<Operation> History,
    (int Begun, int Ended) Stories,
    IReadOnlyList<Outage> Outages,
    Evidence Evidence,
    TimeSpan Rest,
    IReadOnlyList<Violation> Violations);
