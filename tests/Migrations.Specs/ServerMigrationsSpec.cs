using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs;

/// <summary>On a server an administrator may want to run scripts by hand; SQLite has no language to write repeatable ones in.</summary>
public abstract class ServerMigrationsSpec : MigrationsSpec
{
    [Fact]
    public async Task The_scripts_for_an_administrator_may_be_run_twice()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await DatabaseAsync(cancellation);
        await using var db = Schema.On(Provider, database.ConnectionString);
        var migrator = db.GetService<IMigrator>();
        var up = migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var down = migrator.GenerateScript(db.Database.GetMigrations().Last(), Migration.InitialDatabase, MigrationsSqlGenerationOptions.Idempotent);

        await RunAsync(db, up, cancellation);
        await RunAsync(db, up, cancellation);
        await EveryTableAnswersAsync(db, cancellation);

        await RunAsync(db, down, cancellation);
        await RunAsync(db, down, cancellation);
        (await db.Database.GetAppliedMigrationsAsync(cancellation)).ShouldBeEmpty();
    }

    /// <summary>As an administrator's tool would: batch by batch.</summary>
    static async Task RunAsync(CptsDbContext db, string script, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        foreach (var batch in script.ReplaceLineEndings("\n").Split("\nGO\n"))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The script is our own.
            command.CommandText = batch;
#pragma warning restore CA2100
            if (!string.IsNullOrWhiteSpace(batch))
            {
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }

        await db.Database.CloseConnectionAsync();
    }
}
