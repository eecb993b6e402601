using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CptsReferral.Standalone.Backups;

/// <summary>Puts what <see cref="DatabaseBackup"/> wrote into an empty database, of any engine: all of it or nothing.</summary>
sealed class DatabaseRestore(CptsDbContext db)
{
    public const string NotWhole = "The file is not whole, or was changed: nothing was put back.";

    readonly IReadOnlyList<StoredTable> tables = StoredTables.Of(db);

    /// <param name="intact">Asked when all was read and before anything stays: is the file as it was written?</param>
    /// <returns>When the backup was taken (UTC), and its rows.</returns>
    /// <exception cref="BackupException">Nothing was put back, and why.</exception>
    public async Task<(DateTime TakenUtc, long Rows)> ReadAsync(Stream input, Func<bool> intact, CancellationToken cancellation)
    {
        await db.BringUpToDateAsync(TimeProvider.System, cancellation);
        await using var all = await db.Database.BeginTransactionAsync(cancellation);
        var transaction = all.GetDbTransaction();
        await EmptyAsync(transaction, cancellation);
        var done = await ReadAllAsync(input, transaction, cancellation);
        if (!intact())
            throw new BackupException(NotWhole);
        await all.CommitAsync(cancellation);
        return done;
    }

    /// <summary>Nobody is in it yet, and no request. What the program puts into every new database comes with the backup.</summary>
    async Task EmptyAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        if (await db.Set<Person>().AnyAsync(cancellation) || await db.Set<Referral>().AnyAsync(cancellation))
            throw new BackupException("The database is not empty: somebody is in it. A backup is put into a new one.");
        foreach (var table in tables.Reverse())
        {
            await using var delete = Command(transaction, $"DELETE FROM {table.Quoted}");
            await delete.ExecuteNonQueryAsync(cancellation);
        }
    }

    async Task<(DateTime TakenUtc, long Rows)> ReadAllAsync(Stream input, DbTransaction transaction, CancellationToken cancellation)
    {
        BackupLine? head = null, end = null;
        Rows? rows = null;
        long read = 0;
        await foreach (var line in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(input, topLevelValues: true, cancellationToken: cancellation))
        {
            if (line.ValueKind == JsonValueKind.Array && rows is not null)
            {
                await rows.AddAsync(line, cancellation);
                read++;
                continue;
            }

            var said = line.Deserialize(BackupJson.Default.BackupLine) ?? throw new JsonException();
            if (rows is not null)
                await rows.EndAsync(cancellation);
            rows = null;
            if (said.Backup is not null)
                head = Known(said);
            else if (said.Table is not null && head is not null)
                rows = await BeginAsync(said, transaction, cancellation);
            else
                end = said;
        }

        return head is { TakenUtc: { } taken } && end?.Rows == read ? (taken, read) : throw new BackupException(NotWhole);
    }

    BackupLine Known(BackupLine head)
    {
        if (head.Backup != 1)
            throw new BackupException("The file was written by a later version of this program.");
        return head.Schema == StoredTables.SchemaOf(db)
            ? head
            : throw new BackupException($"The backup is of the schema {head.Schema}, this program of {StoredTables.SchemaOf(db)}: put it back with the version that took it, then bring it up to date with --migrate.");
    }

    async Task<Rows> BeginAsync(BackupLine said, DbTransaction transaction, CancellationToken cancellation)
    {
        var table = tables.FirstOrDefault(table => table.Name == said.Table) ?? throw new BackupException(NotWhole);
        var columns = (said.Columns ?? []).Select(name => table.Columns.FirstOrDefault(column => column.Name == name) ?? throw new BackupException(NotWhole)).ToList();
        if (table.Numbered is not null)
            await db.Database.TakeNumbersAsync(table.Name, cancellation);
        var insert = Command(
            transaction,
            $"INSERT INTO {table.Quoted} ({string.Join(", ", columns.Select(column => column.Quoted))}) VALUES ({string.Join(", ", columns.Select((_, at) => Plain($"@p{at}")))})");
        foreach (var (column, at) in columns.Select((column, at) => (column, at)))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = Plain($"@p{at}");
            if (column.DbType is { } type)
                parameter.DbType = type;
            insert.Parameters.Add(parameter);
        }

        return new Rows(db, table, columns, insert);
    }

    static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = sql;
        return command;
    }

    static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rows of one table.</summary>
    sealed class Rows(CptsDbContext db, StoredTable table, IReadOnlyList<StoredColumn> columns, DbCommand insert)
    {
        public async Task AddAsync(JsonElement row, CancellationToken cancellation)
        {
            if (row.GetArrayLength() != columns.Count)
                throw new BackupException(NotWhole);
            for (var at = 0; at < columns.Count; at++)
                insert.Parameters[at].Value = columns[at].Value.Read(row[at]);
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        public async Task EndAsync(CancellationToken cancellation)
        {
            await insert.DisposeAsync();
            if (table.Numbered is { } column)
                await db.Database.GiveNumbersAsync(table.Name, column, cancellation);
        }
    }
}
