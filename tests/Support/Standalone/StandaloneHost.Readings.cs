using CptsReferral.Platform.Persistence;
using CptsReferral.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Standalone;

/// <summary>The record of who read what, and somebody who has the database and changes it.</summary>
public sealed partial class StandaloneHost
{
    /// <summary>Readings are sealed within a fraction of a second.</summary>
    public static void SealsSoon(WebApplicationBuilder builder)
    {
        builder.Configuration["Readings:SealEvery"] = "00:00:00.1";
        builder.Configuration["Readings:Lag"] = "00:00:00.1";
    }

    /// <summary>Runs <c>--verify-readings</c> beside the running host.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int Code, string Words)> VerifiesReadingsAsync(CancellationToken cancellation)
    {
        using var words = new StringWriter();
        return (await app!.Services.VerifyReadingsAsync(words, cancellation), words.ToString());
    }

    /// <summary>Waits until every reading is under a seal.</summary>
    public async Task<long> SealedAsync(CancellationToken cancellation)
    {
        await Eventually.ShouldBeAsync(
            () => NumberAsync("""SELECT COUNT(*) AS "Value" FROM "ContentAccess" WHERE "Id" > COALESCE((SELECT MAX("UpTo") FROM "ReadingSeal"), 0)""", cancellation),
            0,
            cancellation,
            Patience);
        return await NewestSealAsync(cancellation);
    }

    /// <summary>Number of the newest seal; 0 before the first.</summary>
    public Task<long> NewestSealAsync(CancellationToken cancellation) =>
        NumberAsync("""SELECT COALESCE(MAX("Number"), 0) AS "Value" FROM "ReadingSeal" """, cancellation);

    /// <summary>Numbers of all readings, oldest first.</summary>
    public async Task<IReadOnlyList<long>> ReadingNumbersAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQuery<long>($"""SELECT "Id" AS "Value" FROM "ContentAccess" ORDER BY "Id" """).ToListAsync(cancellation);
    }

    /// <summary>Somebody who has the database, and no keys, runs statements in it.</summary>
    public async Task TampersAsync(CancellationToken cancellation, params string[] statements)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database;
        await using var transaction = await db.BeginTransactionAsync(cancellation);
        foreach (var sql in statements)
            await db.ExecuteSqlRawAsync(sql, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    async Task<long> NumberAsync(string sql, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQueryRaw<long>(sql).SingleAsync(cancellation);
    }
}
