namespace CptsReferral.Platform.Persistence;

/// <summary>Engines the product runs on; each has its own assembly of migrations.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
