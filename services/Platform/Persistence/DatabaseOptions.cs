namespace CptsReferral.Platform.Persistence;

/// <summary>Which engine holds the data and how to reach it.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider? Provider { get; set; }

    /// <summary>Never logged and never part of a fault: it may hold a password.</summary>
    public string ConnectionString { get; set; } = "";
}
