using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Standalone;
using CptsReferral.Standalone.Rights;
using CptsReferral.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs.Rights;

/// <summary>On a real PostgreSQL, each user of a host can do what its line says, and nothing else.</summary>
public sealed class What_a_host_may_do(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IAsyncLifetime
{
    const string Owner = "cpts_migrate";

    static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"];

    SpecDatabase? database;

    public static TheoryData<string> Users { get; } = [.. HostRights.Users];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await server.DatabaseOfHostsAsync(Cancellation);
        await MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (database is not null)
            await database.DisposeAsync();
    }

    [Fact]
    public void Is_said_of_every_table_that_there_is_and_of_no_other()
    {
        using var db = Schema.On(DatabaseProvider.PostgreSql);

        HostRights.ByTable.Keys.ShouldBe(db.Tables().Select(table => table.Name), ignoreOrder: true, "HostRights has one line for each table");
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Is_what_its_column_says_on_every_table(string user)
    {
        using var db = Schema.On(DatabaseProvider.PostgreSql);
        await using var connection = await ConnectedAsync(user);
        var able = new List<string>();
        foreach (var table in db.Tables())
        {
            foreach (var verb in Verbs)
            {
                if (await MayAsync(connection, Attempt(verb, table.Name, table.Columns.First().Name)))
                    able.Add($"{table.Name} {verb}");
            }
        }

        able.ShouldBe(HostRights.ByTable.Values.SelectMany(rights => rights).Where(right => right.User == user).Select(right => $"{right.Table} {right.Right}"), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Is_nothing_to_the_schema_and_its_history(string user)
    {
        await using var connection = await ConnectedAsync(user);
        string[] attempts =
        [
            "CREATE TABLE made (id int)", "CREATE TEMPORARY TABLE made (id int)", "CREATE FUNCTION made() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE SCHEMA made",
            """ALTER TABLE "OutboxMessage" ADD COLUMN made int""", """DROP TABLE "OutboxMessage" """, """CREATE INDEX made ON "OutboxMessage" ("MessageId")""",
            """CREATE TRIGGER made BEFORE INSERT ON "OutboxMessage" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()""",
            """SELECT 1 FROM "__EFMigrationsHistory" """, """DELETE FROM "__EFMigrationsHistory" """,
            "CREATE ROLE made", $"SET ROLE {Owner}", "COPY (SELECT 1) TO PROGRAM 'true'",
        ];

        foreach (var attempt in attempts)
            (await MayAsync(connection, attempt)).ShouldBeFalse(attempt);
    }

    [Fact]
    public async Task Is_less_than_the_owner_of_the_schema_may_who_is_no_administrator_either()
    {
        await using var connection = await ConnectedAsync(Owner);

        (await MayAsync(connection, "CREATE TABLE made (id int)")).ShouldBeTrue();
        foreach (var attempt in (string[])["CREATE ROLE made", $"ALTER DATABASE {connection.Database} RENAME TO made", "SELECT 1 FROM pg_authid", "COPY (SELECT 1) TO PROGRAM 'true'"])
            (await MayAsync(connection, attempt)).ShouldBeFalse(attempt);
    }

    [Fact]
    public async Task Does_not_change_when_it_is_granted_once_more()
    {
        var before = await GrantedAsync();

        await MigrateAsync();

        (await GrantedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Is_no_more_after_the_next_migration_what_somebody_granted_by_hand()
    {
        await ExecuteAsync("""GRANT DELETE, TRUNCATE ON "ContentAccess" TO cpts_gateway""");
        await ExecuteAsync("""GRANT UPDATE ("DisplayName") ON "Person" TO cpts_desk""");
        await ExecuteAsync("""GRANT SELECT ON "__EFMigrationsHistory" TO cpts_routing""");
        await ExecuteAsync("""REVOKE INSERT ON "Notice" FROM cpts_delivery""");

        await MigrateAsync();

        await using var gateway = await ConnectedAsync("cpts_gateway");
        (await MayAsync(gateway, Attempt("DELETE", "ContentAccess", "Id"))).ShouldBeFalse();
        (await MayAsync(gateway, Attempt("TRUNCATE", "ContentAccess", "Id"))).ShouldBeFalse();
        (await MayAsync(gateway, Attempt("INSERT", "ContentAccess", "Id"))).ShouldBeTrue();
        await using var desk = await ConnectedAsync("cpts_desk");
        (await MayAsync(desk, Attempt("UPDATE", "Person", "DisplayName"))).ShouldBeFalse();
        await using var routing = await ConnectedAsync("cpts_routing");
        (await MayAsync(routing, """SELECT 1 FROM "__EFMigrationsHistory" """)).ShouldBeFalse();
        await using var delivery = await ConnectedAsync("cpts_delivery");
        (await MayAsync(delivery, Attempt("INSERT", "Notice", "Id"))).ShouldBeTrue("what is missing is given again");
    }

    [Fact]
    public async Task Is_not_asked_for_where_everything_runs_as_one_user()
    {
        await using var sqlite = new SqliteSpecDatabase();
        await using var db = Schema.On(DatabaseProvider.Sqlite, sqlite.ConnectionString);

        await db.BringUpToDateAsync(TimeProvider.System, Cancellation);

        (await db.Database.UsersAsync(HostRights.Users, Cancellation)).ShouldBeEmpty();
    }

    /// <summary>What needs the right and nothing else, changes nothing, and does not look at a row.</summary>
    static string Attempt(string verb, string table, string column) => verb switch
    {
        "SELECT" => $"EXPLAIN SELECT \"{column}\" FROM \"{table}\"",
        "INSERT" => $"EXPLAIN INSERT INTO \"{table}\" DEFAULT VALUES",
        "UPDATE" => $"EXPLAIN UPDATE \"{table}\" SET \"{column}\" = DEFAULT",
        "DELETE" => $"EXPLAIN DELETE FROM \"{table}\"",
        _ => $"TRUNCATE \"{table}\"",
    };

    /// <summary>As <c>--migrate</c> does it.</summary>
    async Task MigrateAsync()
    {
        await using var db = Schema.On(DatabaseProvider.PostgreSql, PostgreSqlServer.AsUser(database!, Owner).ConnectionString);
        await db.BringUpToDateAsync(TimeProvider.System, Cancellation);
    }

    async Task<List<string>> GrantedAsync()
    {
        await using var db = Schema.On(DatabaseProvider.PostgreSql, database!.ConnectionString);
        return [.. (await db.Database.HeldRights().ToListAsync(Cancellation)).Select(right => right.ToString()).Order(StringComparer.Ordinal)];
    }

    async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await RunAsync(connection, sql);
    }

    async Task<NpgsqlConnection> ConnectedAsync(string user)
    {
        var connection = new NpgsqlConnection(PostgreSqlServer.AsUser(database!, user).ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    /// <summary>False when the server refuses it for want of a right; whatever it did is undone.</summary>
    static async Task<bool> MayAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await RunAsync(connection, "BEGIN");
            await RunAsync(connection, sql);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
        finally
        {
            await RunAsync(connection, "ROLLBACK");
        }
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Made of names in the model and of constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
