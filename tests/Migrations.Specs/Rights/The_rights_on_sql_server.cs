using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Standalone.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs.Rights;

/// <summary>SQL Server's own libraries judge the statements about users and rights, where no SQL Server is at hand.</summary>
public sealed class The_rights_on_sql_server : IDisposable
{
    const string Owner = "cpts_migrate";

    readonly CptsDbContext db = Schema.On(DatabaseProvider.SqlServer);

    [Fact]
    public void Are_granted_on_tables_that_are_there_to_users_that_are_there()
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in TransactSql.Statements(TransactSql.Parse(db.Database.GenerateCreateScript())))
            model.AddObjects(statement);
        foreach (var user in HostRights.Users)
            model.AddObjects($"CREATE USER [{user}] WITHOUT LOGIN");
        var rights = HostRights.ByTable.Values.SelectMany(line => line).ToList();
        foreach (var right in rights)
            model.AddObjects(db.Database.Giving(right));

        TransactSql.ShouldBeValid(model);
        model.GetObjects(DacQueryScopes.UserDefined, Microsoft.SqlServer.Dac.Model.Permission.TypeClass).Count().ShouldBe(rights.Count);
    }

    [Fact]
    public void Are_taken_away_and_read_in_statements_that_parse()
    {
        TransactSql.Parse(db.Database.Taking(new TableRight("cpts_desk", "Person", "VIEW DEFINITION")));
        TransactSql.Parse(db.Database.HeldRights().Where(right => HostRights.Users.Contains(right.User)).ToQueryString());
    }

    [Fact]
    public void Are_for_users_of_which_an_administrators_script_makes_each_one()
    {
        var script = TransactSql.Parse(Script());

        var made = script.Batches.SelectMany(batch => batch.Statements).SelectMany(Within).ToList();
        string[] users = [Owner, .. HostRights.Users];
        made.OfType<CreateLoginStatement>().Select(login => login.Name.Value).ShouldBe(users);
        made.OfType<AlterLoginOptionsStatement>().Select(login => login.Name.Value).ShouldBe(users);
        made.OfType<CreateUserStatement>().Select(user => user.Name.Value).ShouldBe(users);
    }

    [Fact]
    public void Come_of_no_role_and_only_the_owner_of_the_schema_is_granted_anything_by_that_script()
    {
        var statements = TransactSql.Parse(Script()).Batches.SelectMany(batch => batch.Statements).SelectMany(Within).ToList();

        statements.OfType<AlterRoleStatement>().ShouldBeEmpty();
        statements.OfType<AlterServerRoleStatement>().ShouldBeEmpty();
        statements.OfType<GrantStatement>().SelectMany(grant => grant.Principals).Select(principal => principal.Identifier.Value).Distinct(StringComparer.Ordinal).ShouldBe([Owner]);
    }

    public void Dispose() => db.Dispose();

    /// <summary>As sqlcmd hands it to the server.</summary>
    static string Script()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rights", "sqlserver.sql"));
        foreach (var user in (string[])[Owner, .. HostRights.Users])
            text = text.Replace($"$({user["cpts_".Length..].ToUpperInvariant()}_PASSWORD)", "Spec-1-spec", StringComparison.Ordinal);
        text.ShouldNotContain("$(");
        return text;
    }

    static IEnumerable<TSqlStatement> Within(TSqlStatement statement) => statement is IfStatement either
        ? [either.ThenStatement, .. either.ElseStatement is { } otherwise ? [otherwise] : (TSqlStatement[])[]]
        : [statement];
}
