using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs;

/// <summary>What must hold for the migrations of one engine on a real database of it.</summary>
public abstract class MigrationsSpec
{
    protected abstract DatabaseProvider Provider { get; }

    protected abstract Task<SpecDatabase> DatabaseAsync(CancellationToken cancellationToken);

    [Fact]
    public async Task An_empty_database_gets_every_table_and_a_second_run_changes_nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await DatabaseAsync(cancellation);
        await using var db = Schema.On(Provider, database.ConnectionString);

        await db.Database.MigrateAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);

        (await db.Database.GetPendingMigrationsAsync(cancellation)).ShouldBeEmpty();
        await EveryTableAnswersAsync(db, cancellation);
    }

    [Fact]
    public async Task The_way_down_leads_to_an_empty_database_and_up_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await DatabaseAsync(cancellation);
        await using var db = Schema.On(Provider, database.ConnectionString);
        var migrator = db.GetService<IMigrator>();

        await migrator.MigrateAsync(cancellationToken: cancellation);
        await migrator.MigrateAsync(Migration.InitialDatabase, cancellation);
        (await db.Database.GetAppliedMigrationsAsync(cancellation)).ShouldBeEmpty();
        await migrator.MigrateAsync(cancellationToken: cancellation);

        await EveryTableAnswersAsync(db, cancellation);
    }

    protected static async Task EveryTableAnswersAsync(CptsDbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        foreach (var table in db.Tables())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            var quote = db.GetService<Microsoft.EntityFrameworkCore.Storage.ISqlGenerationHelper>();
            var columns = string.Join(", ", table.Columns.Select(column => quote.DelimitIdentifier(column.Name)));
#pragma warning disable CA2100 // Names come from the model.
            command.CommandText = $"SELECT {columns} FROM {quote.DelimitIdentifier(table.Name, table.Schema)}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            rows.FieldCount.ShouldBe(table.Columns.Count());
        }

        await db.Database.CloseConnectionAsync();
    }
}
