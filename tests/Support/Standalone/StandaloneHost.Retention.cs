using CptsReferral.Platform.Persistence;
using CptsReferral.Standalone;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Standalone;

/// <summary>Years that pass, and what an administrator does for the data-protection officer.</summary>
public sealed partial class StandaloneHost
{
    /// <summary>A long time passes at once: nothing may be due in it that would have to come in turn.</summary>
    public async Task LeapsAsync(TimeSpan span, CancellationToken cancellation)
    {
        await SettlesAsync(cancellation);
        clock!.Advance(span);
    }

    /// <summary>Runs <c>--verify-erasures</c> beside the running host.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int Code, string Words)> VerifiesErasuresAsync(CancellationToken cancellation)
    {
        using var words = new StringWriter();
        return (await app!.Services.VerifyErasuresAsync(words, cancellation), words.ToString());
    }

    /// <summary>Runs <c>--copy-patient</c> beside the running host.</summary>
    /// <param name="patient">The line in the file.</param>
    /// <returns>Its exit code, what it wrote, and the copy.</returns>
    public async Task<(int Code, string Words, FileInfo Copy)> CopiesPatientAsync(string patient, string officer, CancellationToken cancellation)
    {
        var asked = Path.Combine(data, $"patient-{Guid.CreateVersion7(Now):N}.txt");
        var copy = new FileInfo(Path.ChangeExtension(asked, "zip"));
        await File.WriteAllTextAsync(asked, patient, cancellation);
        using var words = new StringWriter();
        var code = await app!.Services.CopyPatientAsync(new PatientCopyOrder(new FileInfo(asked), officer, copy), words, cancellation);
        copy.Refresh();
        return (code, words.ToString(), copy);
    }

    /// <summary>What boards and registers count from, told row by row.</summary>
    public async Task<IReadOnlyList<string>> FiguresAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database;
        return
        [
            .. await db.SqlQuery<string>(
                $"""SELECT "Reference" || ' ' || "Lane" || ' ' || "Status" || ' ' || CAST("SubmittedUtc" AS TEXT) || ' ' || CAST("CompletedUtc" AS TEXT) || ' ' || CAST("CompletedLate" AS TEXT) || ' ' || "Indication" || ' ' || "AnswerCount" AS "Value" FROM "Referral" WHERE "CompletedUtc" IS NOT NULL ORDER BY "SortKey" """)
                .ToListAsync(cancellation),
            .. await db.SqlQuery<string>(
                $"""SELECT CAST("ReferralId" AS TEXT) || ' ' || "Kind" || ' ' || CAST("AtUtc" AS TEXT) || ' ' || "ActorFunction" AS "Value" FROM "ReferralMove" ORDER BY "ReferralId", "Version" """)
                .ToListAsync(cancellation),
            .. await db.SqlQuery<string>($"""SELECT "Stage" || ' ' || CAST("DueUtc" AS TEXT) AS "Value" FROM "Breach" ORDER BY "SortKey" """).ToListAsync(cancellation),
        ];
    }

    /// <summary>How many rows a condition finds in a table.</summary>
    public Task<long> CountsAsync(string table, string where, CancellationToken cancellation) =>
        // Names and conditions are the spec's own.
        NumberAsync(string.Concat("SELECT COUNT(*) AS \"Value\" FROM \"", table, "\" WHERE ", where), cancellation);
}
