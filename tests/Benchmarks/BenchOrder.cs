namespace CptsReferral.Benchmarks;

/// <summary>What is to be measured.</summary>
/// <param name="Measures">split, standalone, pages, clocks, rest.</param>
/// <param name="Rounds">Of each contestant, in turns.</param>
/// <param name="WarmUp">How long each contestant works before it is measured, at most.</param>
/// <param name="FlatOut">How long requests are posted without a pause.</param>
/// <param name="AtRate">How long they are posted at each of the <paramref name="Rates"/>.</param>
/// <param name="Rates">Requests a second.</param>
sealed record BenchOrder(IReadOnlyList<string> Measures, int Rounds, TimeSpan WarmUp, TimeSpan FlatOut, TimeSpan AtRate, IReadOnlyList<int> Rates);
