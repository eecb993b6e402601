using CptsReferral.Platform.Persistence;

namespace CptsReferral.Support.Databases;

/// <summary>A fresh database of one engine, gone when disposed.</summary>
public abstract class SpecDatabase : IAsyncDisposable
{
    public abstract DatabaseProvider Provider { get; }

    public abstract string ConnectionString { get; }

    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}", Provider.ToString()),
        new($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}", ConnectionString),
    ];

    public abstract ValueTask DisposeAsync();
}
