using System.Data.Common;
using System.Globalization;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.Extensions.Options;

namespace CptsReferral.Standalone.Backups;

/// <summary>What an administrator does every night, beside hosts that go on running, and hopes never to need: an encrypted backup, and putting it back.</summary>
static class BackupCommands
{
    /// <returns>0 when the backup was taken, 1 otherwise.</returns>
    public static Task<int> BackUpAsync(this IServiceProvider services, BackupOrder order, TextWriter output, CancellationToken cancellation) =>
        services.WithAsync(output, async (db, time, _) =>
        {
            if (order.To.Exists)
                throw new BackupException($"{order.To.FullName} is there already.");
            if (!order.Recipient.Exists)
                throw new BackupException($"There is no file {order.Recipient.FullName}.");
            // It has its name when it is whole; what an interrupted run left is of no use.
            var part = new FileInfo(order.To.FullName + ".part");
            part.Delete();
            long rows = 0;
            try
            {
                await using (var file = PrivateFile.Create(part))
                {
                    await OpenPgpFile.WriteAsync(file, order.Recipient, time, async content => rows = await new DatabaseBackup(db, time).WriteAsync(content, cancellation));
                    file.Flush(flushToDisk: true);
                }

                File.Move(part.FullName, order.To.FullName);
            }
            finally
            {
                part.Delete();
            }

            order.To.Refresh();
            return Plain($"Backed up to {order.To.FullName}: {rows} rows, {order.To.Length} bytes.");
        });

    /// <returns>0 when the backup was put back, 1 otherwise.</returns>
    public static Task<int> RestoreAsync(this IServiceProvider services, RestoreOrder order, TextWriter output, CancellationToken cancellation) =>
        services.WithAsync(output, async (db, _, settings) =>
        {
            foreach (var file in (FileInfo[])[order.From, order.SecretKey])
            {
                if (!file.Exists)
                    throw new BackupException($"There is no file {file.FullName}.");
            }

            var passphrase = settings["Backup:Passphrase"] ?? "";
            // First whole, for nothing: what was changed never comes near the database.
            if (!await OpenPgpFile.IsIntactAsync(order.From, order.SecretKey, passphrase, cancellation))
                throw new BackupException(DatabaseRestore.NotWhole);
            await using var input = order.From.OpenRead();
            var (content, intact) = OpenPgpFile.Read(input, order.SecretKey, passphrase);
            var (taken, rows) = await new DatabaseRestore(db).ReadAsync(content, intact, cancellation);
            return Plain($"Put back: {rows} rows, as they were on {taken:yyyy-MM-dd HH:mm:ss} UTC.");
        });

    static async Task<int> WithAsync(this IServiceProvider services, TextWriter output, Func<CptsDbContext, TimeProvider, IConfiguration, Task<string>> work)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var done = await work(
                scope.ServiceProvider.GetRequiredService<CptsDbContext>(),
                scope.ServiceProvider.GetRequiredService<TimeProvider>(),
                scope.ServiceProvider.GetRequiredService<IConfiguration>());
            await output.WriteLineAsync(done);
            return 0;
        }
        catch (DbException fault) when (fault.IsSnapshotNotAllowed())
        {
            await output.WriteLineAsync("The database keeps no snapshots. Let an administrator allow them once: ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON");
            return 1;
        }
        // A folder that is not there or not ours, a disk without room: the system's own sentence names it.
        catch (Exception refused) when (refused is BackupException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    static string Plain(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

/// <param name="To">Not there yet.</param>
/// <param name="Recipient">An OpenPGP public key.</param>
sealed record BackupOrder(FileInfo To, FileInfo Recipient);

/// <param name="SecretKey">The OpenPGP secret key of the recipient; what opens it is <c>Backup:Passphrase</c> of the configuration.</param>
sealed record RestoreOrder(FileInfo From, FileInfo SecretKey);
