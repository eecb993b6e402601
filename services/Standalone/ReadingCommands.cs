using System.Globalization;
using CptsReferral.Gateway.Readings.Seals;
using Microsoft.Extensions.Options;

namespace CptsReferral.Standalone;

/// <summary>What a data-protection officer asks an administrator for, beside hosts that go on running: was the record of who read what tampered with?</summary>
static class ReadingCommands
{
    /// <summary>Findings of a kind that are told one by one; of the rest, how many.</summary>
    const int Told = 20;

    /// <returns>0 when nothing was changed, 1 otherwise.</returns>
    public static async Task<int> VerifyReadingsAsync(this IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var kinds = new Dictionary<ReadingFindingKind, int>();
            var verdict = await scope.ServiceProvider.GetRequiredService<IReadingRecord>().VerifyAsync(Tell, cancellation);
            foreach (var (kind, times) in kinds.Where(kind => kind.Value > Told))
                await output.WriteLineAsync(Plain($"{times - Told} more findings like this: {kind}"));
            await SumUpAsync(output, verdict);
            return verdict.Findings == 0 ? 0 : 1;

            void Tell(ReadingFinding finding)
            {
                var times = kinds[finding.Kind] = kinds.GetValueOrDefault(finding.Kind) + 1;
                if (times <= Told)
                    output.WriteLine(Words(finding));
            }
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    static async Task SumUpAsync(TextWriter output, ReadingVerdict verdict)
    {
        await output.WriteLineAsync(Plain($"{verdict.Readings} readings, {verdict.Seals} seals."));
        if (verdict.NewestSeal is { } seal)
            await output.WriteLineAsync(Plain($"Newest seal: {seal.Number} of {seal.At:yyyy-MM-dd HH:mm:ss} UTC, up to reading {seal.UpTo}."));
        if (verdict.BeforeSealing > 0)
            await output.WriteLineAsync(Plain($"{verdict.BeforeSealing} readings are from before sealing: the first seal covers them as they were then."));
        if (verdict.NotYetSealed > 0)
            await output.WriteLineAsync(Plain($"{verdict.NotYetSealed} readings have no seal yet: that none of these was removed cannot be shown."));
        await output.WriteLineAsync(verdict.Findings == 0 ? "Nothing was changed." : Plain($"CHANGED: {verdict.Findings} findings, see above."));
    }

    static string Words(ReadingFinding finding)
    {
        var where = finding.Seal is { } seal ? Plain($"in seal {seal} (readings {finding.From} to {finding.UpTo})") : Plain($"among readings {finding.From} to {finding.UpTo}, which no seal covers");
        var seals = finding.From == finding.UpTo ? Plain($"Seal {finding.From}") : Plain($"Seals {finding.From} to {finding.UpTo}");
        return finding.Kind switch
        {
            ReadingFindingKind.Altered => Plain($"ALTERED: {finding.Count} {where}: {Named(finding)}; their fields are not those that a gateway wrote."),
            ReadingFindingKind.Removed => Plain($"REMOVED: {finding.Count} {where}."),
            ReadingFindingKind.Added => Plain($"ADDED LATER: {finding.Count} {where}{(finding.Readings.Count > 0 ? ": " : "")}{Named(finding)}."),
            ReadingFindingKind.Exchanged => Plain($"EXCHANGED: the {finding.Count} {where} are as many as were sealed, but not the same ones in the same order."),
            ReadingFindingKind.SealsMissing => $"{seals}: REMOVED.",
            ReadingFindingKind.SealAltered => $"{seals}: ALTERED, or put into the chain.",
            ReadingFindingKind.OtherKey => $"{seals}: made with a key that is not in the folder of the keys; readings under it cannot be verified.",
            ReadingFindingKind.CutOff => Plain($"CUT OFF at the end: {finding.Count} seals and the readings under them, up to reading {finding.Readings[0]}. The file outside the database knows them ({seals})."),
            ReadingFindingKind.Replaced => $"{seals}: REPLACED. The file outside the database knows other ones: the end was cut off, and the chain went on.",
            _ => "There is no file of seals outside the database: whether its end was cut off cannot be known.",
        };
    }

    static string Named(ReadingFinding finding) =>
        string.Join(", ", finding.Readings) + (finding.Readings.Count > 0 && finding.Count > finding.Readings.Count ? " and more" : "");

    static string Plain(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
