using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>Rows that come with the numbers their engine would have given them, as those of a backup do.</summary>
public static class GivenNumbers
{
    /// <summary>Before the rows of a table; one table at a time.</summary>
    public static Task TakeNumbersAsync(this DatabaseFacade database, string table, CancellationToken cancellationToken = default) =>
        database.IsSqlServer() ? database.SayAsync(["SET IDENTITY_INSERT ", database.Quoted(table), " ON"], cancellationToken) : Task.CompletedTask;

    /// <summary>After them: the next number is given by the engine again, and is one that no row has.</summary>
    public static async Task GiveNumbersAsync(this DatabaseFacade database, string table, string column, CancellationToken cancellationToken = default)
    {
        var (rows, number) = (database.Quoted(table), database.Quoted(column));
        if (database.IsSqlServer())
            await database.SayAsync(["SET IDENTITY_INSERT ", rows, " OFF"], cancellationToken);
        if (database.IsNpgsql())
        {
            await database.SayAsync(
                ["SELECT setval(pg_get_serial_sequence('", rows, "', '", column, "'), COALESCE((SELECT MAX(", number, ") FROM ", rows, "), 0) + 1, false)"], cancellationToken);
        }
    }

    // Names are no parameters. They come from the model.
    private static Task<int> SayAsync(this DatabaseFacade database, string[] words, CancellationToken cancellationToken) =>
        database.ExecuteSqlRawAsync(string.Concat(words), cancellationToken);

    private static string Quoted(this DatabaseFacade database, string name) => database.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);
}
