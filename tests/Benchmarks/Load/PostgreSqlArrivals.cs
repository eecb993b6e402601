using Npgsql;

namespace CptsReferral.Benchmarks.Load;

sealed class PostgreSqlArrivals : IArrivals
{
    readonly NpgsqlDataSource source;
    readonly string question;

    PostgreSqlArrivals(string connectionString, string question)
    {
        source = NpgsqlDataSource.Create(connectionString);
        this.question = question;
    }

    public static PostgreSqlArrivals OfFloor(string connectionString) => new(connectionString, "SELECT id FROM request WHERE id = ANY($1) AND status <> 0");

    public static PostgreSqlArrivals OfOurs(string connectionString) => new(connectionString, """SELECT "Id" FROM "Referral" WHERE "Id" = ANY($1) AND "Status" <> 'Submitted'""");

    public async Task<IReadOnlyList<Guid>> AmongAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(question);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var arrived = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            arrived.Add(reader.GetGuid(0));
        return arrived;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
