using CptsReferral.Platform.Persistence;

namespace CptsReferral.Fuzz;

/// <summary>What is asked for.</summary>
sealed record FuzzOrder(int Requests, int Seed, int Parallel = 8)
{
    /// <summary>Where the switchboard keeps everything.</summary>
    public DatabaseProvider Database { get; init; } = DatabaseProvider.Sqlite;
}
