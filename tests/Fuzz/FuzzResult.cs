using CptsReferral.Fuzz.Checking;
using CptsReferral.Fuzz.Description;

namespace CptsReferral.Fuzz;

/// <summary>What came of a run.</summary>
sealed record FuzzResult(
    FuzzOrder Order, IReadOnlyList<ApiOperation> Operations, Ledger Ledger, IReadOnlyList<MemorySample> Memory, TimeSpan Took, IReadOnlyList<Violation> Violations);
