using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Standalone.Backups;

/// <summary>Reads one instant of the whole database, while hosts go on working, into a form that no engine owns (<see cref="BackupLine"/>).</summary>
sealed class DatabaseBackup(CptsDbContext db, TimeProvider time)
{
    readonly ArrayBufferWriter<byte> line = new();

    /// <returns>How many rows were written.</returns>
    /// <exception cref="BackupException">The database is of another schema than this program.</exception>
    public async Task<long> WriteAsync(Stream output, CancellationToken cancellation)
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new BackupException("The database is not of this version: take the backup with the program that runs on it.");
        await using var snapshot = await db.Database.BeginSnapshotAsync(cancellation);
        long rows = 0;
        await WriteAsync(output, new BackupLine { Backup = 1, Schema = StoredTables.SchemaOf(db), TakenUtc = time.GetUtcNow().UtcDateTime }, cancellation);
        foreach (var table in StoredTables.Of(db))
        {
            await WriteAsync(output, new BackupLine { Table = table.Name, Columns = [.. table.Columns.Select(column => column.Name)] }, cancellation);
            rows += await WriteRowsAsync(output, table, snapshot, cancellation);
        }

        await WriteAsync(output, new BackupLine { Rows = rows }, cancellation);
        return rows;
    }

    async Task<long> WriteRowsAsync(Stream output, StoredTable table, DbTransaction snapshot, CancellationToken cancellation)
    {
        await using var select = snapshot.Connection!.CreateCommand();
        select.Transaction = snapshot;
        select.CommandTimeout = 0;
        select.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(column => column.Quoted))} FROM {table.Quoted}";
        // Never more than a row in memory, whatever it holds.
        await using var row = await select.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        long rows = 0;
        for (; await row.ReadAsync(cancellation); rows++)
        {
            await using (var json = new Utf8JsonWriter(line))
            {
                json.WriteStartArray();
                for (var at = 0; at < table.Columns.Count; at++)
                    table.Columns[at].Value.Write(json, row, at);
                json.WriteEndArray();
            }

            await EndLineAsync(output, cancellation);
        }

        return rows;
    }

    async Task WriteAsync(Stream output, BackupLine head, CancellationToken cancellation)
    {
        await using (var json = new Utf8JsonWriter(line))
            JsonSerializer.Serialize(json, head, BackupJson.Default.BackupLine);
        await EndLineAsync(output, cancellation);
    }

    async Task EndLineAsync(Stream output, CancellationToken cancellation)
    {
        line.Write("\n"u8);
        await output.WriteAsync(line.WrittenMemory, cancellation);
        line.ResetWrittenCount();
    }
}
