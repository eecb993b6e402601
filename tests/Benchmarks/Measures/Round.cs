using CptsReferral.Benchmarks.Load;

namespace CptsReferral.Benchmarks.Measures;

/// <summary>What one contestant showed in one round.</summary>
sealed record Round(FlatOutResult FlatOut, IReadOnlyList<OpenLoopResult> AtRate);
