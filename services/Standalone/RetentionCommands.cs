using System.Globalization;
using CptsReferral.Gateway.PatientCopies;
using CptsReferral.Gateway.Retention;
using Microsoft.Extensions.Options;

namespace CptsReferral.Standalone;

/// <summary>What a data-protection officer asks an administrator for, beside hosts that go on running: is what was erased gone, and a copy for a patient.</summary>
static class RetentionCommands
{
    /// <returns>0 when all that was erased is gone, 1 otherwise.</returns>
    public static Task<int> VerifyErasuresAsync(this IServiceProvider services, TextWriter output, CancellationToken cancellation) =>
        services.WithAsync<IErasureRecord>(async record =>
        {
            var verdict = await record.VerifyAsync((reference, finding) => output.WriteLine($"{reference}: {Words(finding)}"), cancellation);
            await output.WriteLineAsync(Plain($"{verdict.Erasures} erasures."));
            await output.WriteLineAsync(verdict.Findings == 0 ? "Nothing is left of what was erased." : Plain($"WRONG: {verdict.Findings} findings, see above."));
            return verdict.Findings == 0 ? 0 : 1;
        });

    /// <returns>0 when the copy was written, 1 otherwise.</returns>
    public static Task<int> CopyPatientAsync(this IServiceProvider services, PatientCopyOrder order, TextWriter output, CancellationToken cancellation) =>
        services.WithAsync<IPatientCopy>(async copies =>
        {
            if (order.To.Exists)
                return await RefuseAsync(output, $"{order.To.FullName} is there already.");
            if (!order.Patient.Exists)
                return await RefuseAsync(output, $"There is no file {order.Patient.FullName}.");
            var line = (await File.ReadAllLinesAsync(order.Patient.FullName, cancellation)).FirstOrDefault(text => text.Trim().Length > 0) ?? "";
            var written = await copies.WriteAsync(line, order.Officer, () => PrivateFile.Create(order.To), cancellation);
            return written.Outcome switch
            {
                PatientCopyOutcome.Written => await DoneAsync(output, Plain($"Written to {order.To.FullName}: requests {written.Found}, files {written.Files}.")),
                PatientCopyOutcome.NoOfficer => await RefuseAsync(output, "--officer is the mail address of no data-protection officer."),
                PatientCopyOutcome.NobodyFound => await RefuseAsync(output, "Nobody was found: names and birth date, or INS, on the first line of the file."),
                _ => await RefuseAsync(output, Plain($"{written.Found} patients fit: nothing was written. Add the birth date or the other names, or take the INS.")),
            };
        });

    static async Task<int> WithAsync<TPart>(this IServiceProvider services, Func<TPart, Task<int>> work)
        where TPart : notnull
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<TPart>());
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    static string Words(ErasureFinding finding) => finding switch
    {
        ErasureFinding.ContentLeft => "CONTENT IS THERE: it was put back.",
        ErasureFinding.RecordAltered => "gone, but the row that says so is not as a gateway wrote it.",
        _ => "gone, and no row says why.",
    };

    static async Task<int> DoneAsync(TextWriter output, string words)
    {
        await output.WriteLineAsync(words);
        return 0;
    }

    static async Task<int> RefuseAsync(TextWriter output, string words)
    {
        await output.WriteLineAsync(words);
        return 1;
    }

    static string Plain(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
