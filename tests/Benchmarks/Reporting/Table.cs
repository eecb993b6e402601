namespace CptsReferral.Benchmarks.Reporting;

/// <summary>Figures of two programs in the same rounds.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Base">What it is compared with.</param>
/// <param name="Compared">What is compared with it.</param>
/// <param name="Rows">Line by line.</param>
sealed record Table(string Title, string Base, string Compared, IReadOnlyList<Row> Rows);

/// <param name="What">What is measured, and in which unit.</param>
/// <param name="Base">Figures of the other program.</param>
/// <param name="Ours">Figures of ours.</param>
/// <param name="Ratio">Ours to the other's, round by round; empty where it says nothing.</param>
sealed record Row(string What, string Base, string Ours, string Ratio)
{
    const string Nothing = "–";

    public static Row Of<T>(string what, IReadOnlyList<(T Base, T Ours)> rounds, Func<T, double> figure, string format) => new(
        what,
        Spread.Of(rounds.Select(round => figure(round.Base)))?.ToString(format) ?? Nothing,
        Spread.Of(rounds.Select(round => figure(round.Ours)))?.ToString(format) ?? Nothing,
        Spread.Of(rounds.Select(round => figure(round.Ours) / figure(round.Base)))?.ToString("F2") ?? Nothing);
}
