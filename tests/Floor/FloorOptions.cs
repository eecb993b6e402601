namespace CptsReferral.Floor;

enum StoreKind
{
    PostgreSql,
    Sqlite,
}

/// <summary>What the environment says, see README.md.</summary>
sealed class FloorOptions
{
    public required StoreKind Store { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>Null beside SQLite: its queues are in memory.</summary>
    public required Uri? Amqp { get; init; }

    public static FloorOptions Of(IConfiguration configuration)
    {
        var store = Enum.Parse<StoreKind>(Required(configuration, "Floor:Store"), ignoreCase: true);
        return new FloorOptions
        {
            Store = store,
            ConnectionString = Required(configuration, "Floor:ConnectionString"),
            Amqp = store == StoreKind.PostgreSql ? new Uri(Required(configuration, "Floor:Amqp")) : null,
        };
    }

    static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set.");
}
