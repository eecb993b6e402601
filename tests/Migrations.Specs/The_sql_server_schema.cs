using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs;

/// <summary>SQL Server's own libraries judge the schema, where no SQL Server is at hand.</summary>
public sealed class The_sql_server_schema : IDisposable
{
    readonly CptsDbContext db = Schema.On(DatabaseProvider.SqlServer);

    /// <summary>
    /// Columns without a bound, each for a reason: files, sealed content, documents of lanes and messages, and what OpenIddict
    /// leaves open. Anything else gets a length.
    /// </summary>
    static readonly string[] Unbounded =
    [
        "AttachmentContent.Content", "BreakGlassOpening.Justification", "BreakGlassOpening.ReviewNote", "CannedReply.Content",
        "LaneVersion.Document", "OpenIddictApplications.ClientSecret",
        "OpenIddictApplications.DisplayName", "OpenIddictApplications.DisplayNames", "OpenIddictApplications.JsonWebKeySet",
        "OpenIddictApplications.Permissions", "OpenIddictApplications.PostLogoutRedirectUris",
        "OpenIddictApplications.Properties", "OpenIddictApplications.RedirectUris", "OpenIddictApplications.Requirements",
        "OpenIddictApplications.Settings", "OpenIddictAuthorizations.Properties", "OpenIddictAuthorizations.Scopes",
        "OpenIddictScopes.Description", "OpenIddictScopes.Descriptions", "OpenIddictScopes.DisplayName",
        "OpenIddictScopes.DisplayNames", "OpenIddictScopes.Properties", "OpenIddictScopes.Resources", "OpenIddictTokens.Payload",
        "OpenIddictTokens.Properties", "OutboxMessage.Body", "OutboxMessage.Headers", "Referral.Content",
        "ReferralAnswer.Content", "ReferralMove.Note", "UploadPiece.Content",
    ];

    [Fact]
    public void The_migrations_script_parses()
    {
        foreach (var options in new[] { MigrationsSqlGenerationOptions.Default, MigrationsSqlGenerationOptions.Idempotent })
        {
            TransactSql.Parse(db.GetService<IMigrator>().GenerateScript(options: options)).ShouldNotBeNull();
        }
    }

    [Fact]
    public void The_schema_is_valid_for_sql_server_2022()
    {
        using var model = Model(db.Database.GenerateCreateScript());

        model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Select(table => table.Name.Parts[^1])
            .ShouldBe(db.Tables().Select(table => table.Name), ignoreOrder: true);
    }

    // Later migrations change tables, which a declarative model cannot take; The_committed_migrations holds that they lead to the schema above.
    [Fact]
    public void The_first_migration_is_valid_for_sql_server_2022()
    {
        using var model = Model(db.GetService<IMigrator>().GenerateScript(toMigration: db.Database.GetMigrations().First()));

        model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).ShouldNotBeEmpty();
    }

    [Fact]
    public void Only_listed_columns_are_unbounded()
    {
        var unbounded = db.Tables()
            .SelectMany(table => table.Columns
                .Where(column => column.StoreType.EndsWith("(max)", StringComparison.OrdinalIgnoreCase))
                .Select(column => $"{table.Name}.{column.Name}"))
            .Order(StringComparer.Ordinal);

        unbounded.ShouldBe(Unbounded);
    }

    [Fact]
    public void Every_instant_keeps_its_microseconds() =>
        db.Tables()
            .SelectMany(table => table.Columns.Where(column => column.StoreType.StartsWith("datetime", StringComparison.OrdinalIgnoreCase) && column.StoreType != "datetime2(6)")
                .Select(column => $"{table.Name}.{column.Name}: {column.StoreType}"))
            .Where(column => !column.StartsWith("OpenIddict", StringComparison.Ordinal))
            .ShouldBeEmpty();

    public void Dispose() => db.Dispose();

    static TSqlModel Model(string script)
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in TransactSql.Statements(TransactSql.Parse(script)))
        {
            model.AddObjects(statement);
        }

        TransactSql.ShouldBeValid(model);
        return model;
    }
}
