using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CptsReferral.Benchmarks.Load;

sealed class SqliteArrivals : IArrivals
{
    readonly SqliteConnection connection;

    SqliteArrivals(string file, string question)
    {
        connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        Question = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two constants of this class.
        Question.CommandText = question;
#pragma warning restore CA2100
        Question.Parameters.Add("$ids", SqliteType.Text);
    }

    SqliteCommand Question { get; }

    public static SqliteArrivals OfFloor(string file) =>
        new(file, "SELECT id FROM request WHERE id IN (SELECT value FROM json_each($ids)) AND status <> 0");

    public static SqliteArrivals OfOurs(string file) =>
        new(file, """SELECT "Id" FROM "Referral" WHERE "Id" IN (SELECT value FROM json_each($ids)) AND "Status" <> 'Submitted'""");

    public async Task<IReadOnlyList<Guid>> AmongAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        Question.Parameters[0].Value = JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()), JsonSerializerOptions.Default);
        await using var reader = await Question.ExecuteReaderAsync(cancellation);
        var arrived = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            arrived.Add(reader.GetGuid(0));
        return arrived;
    }

    public async ValueTask DisposeAsync()
    {
        await Question.DisposeAsync();
        await connection.DisposeAsync();
    }
}
