using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>What the users of a database server may do with the tables. The embedded engine has no users: it has nobody to grant anything to.</summary>
public static class UserRights
{
    // Rights on single columns count as rights on the table: taking those away takes these.
    private const string HeldOnPostgreSql = """
        SELECT DISTINCT r.rolname::text AS "User", c.relname::text AS "Table", a.privilege_type AS "Right"
        FROM pg_class c
        CROSS JOIN LATERAL (
            SELECT ofTable.grantee, ofTable.privilege_type FROM aclexplode(c.relacl) ofTable
            UNION ALL
            SELECT ofColumn.grantee, ofColumn.privilege_type FROM pg_attribute col CROSS JOIN LATERAL aclexplode(col.attacl) ofColumn WHERE col.attrelid = c.oid
        ) a
        JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        """;

    private const string HeldOnSqlServer = """
        SELECT DISTINCT u.name AS [User], o.name AS [Table], p.permission_name AS [Right]
        FROM sys.database_permissions p
        JOIN sys.objects o ON o.object_id = p.major_id
        JOIN sys.database_principals u ON u.principal_id = p.grantee_principal_id
        WHERE p.class = 1 AND p.state IN ('G', 'W') AND o.type IN ('U', 'V') AND o.schema_id = SCHEMA_ID()
        """;

    /// <summary>Those of these users that the database knows.</summary>
    public static async Task<IReadOnlyList<string>> UsersAsync(this DatabaseFacade database, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.IsSqlite())
            return [];
        var known = database.IsNpgsql()
            ? database.SqlQueryRaw<string>("SELECT rolname::text AS \"Value\" FROM pg_roles")
            : database.SqlQueryRaw<string>("SELECT name AS [Value] FROM sys.database_principals");
        return await known.Where(name => names.Contains(name)).ToListAsync(cancellationToken);
    }

    /// <summary>What everybody was granted on the tables of the schema, whoever granted it. What a role of theirs brings is not seen here.</summary>
    public static IQueryable<TableRight> HeldRights(this DatabaseFacade database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.SqlQueryRaw<TableRight>(database.IsNpgsql() ? HeldOnPostgreSql : HeldOnSqlServer);
    }

    /// <summary>All of it at one instant: no host is without a right that it has before and after.</summary>
    public static async Task ChangeRightsAsync(
        this DatabaseFacade database, IEnumerable<TableRight> given, IEnumerable<TableRight> taken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        string[] statements = [.. taken.Select(database.Taking), .. given.Select(database.Giving)];
        if (statements.Length == 0)
            return;
        await using var all = await database.BeginTransactionAsync(cancellationToken);
        foreach (var statement in statements)
            await database.ExecuteSqlRawAsync(statement, cancellationToken);
        await all.CommitAsync(cancellationToken);
    }

    internal static string Giving(this DatabaseFacade database, TableRight right) =>
        string.Concat("GRANT ", right.Right, " ON ", database.Quoted(right.Table), " TO ") + database.Quoted(right.User);

    // And from whom that user passed it on to.
    internal static string Taking(this DatabaseFacade database, TableRight right) =>
        string.Concat("REVOKE ", right.Right, " ON ", database.Quoted(right.Table), " FROM ") + database.Quoted(right.User) + " CASCADE";

    private static string Quoted(this DatabaseFacade database, string name) => database.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);
}

/// <summary>One thing that a user may do with a table.</summary>
/// <param name="User">Name of the user of the server.</param>
/// <param name="Right">The word of SQL: SELECT, INSERT, UPDATE, DELETE, and what engines have besides.</param>
public sealed record TableRight(string User, string Table, string Right);
