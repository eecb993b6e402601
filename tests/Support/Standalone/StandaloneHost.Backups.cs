using System.Text;
using CptsReferral.Platform.Persistence;
using CptsReferral.Standalone;
using CptsReferral.Standalone.Backups;
using CptsReferral.Support.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Standalone;

/// <summary>What an administrator does against the day on which a disk is lost.</summary>
public sealed partial class StandaloneHost
{
    /// <summary>Runs <c>--backup</c> beside the running host.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int Code, string Words)> BacksUpAsync(FileInfo to, FileInfo recipient, CancellationToken cancellation)
    {
        using var words = new StringWriter();
        return (await app!.Services.BackUpAsync(new BackupOrder(to, recipient), words, cancellation), words.ToString());
    }

    /// <summary>Runs <c>--restore</c> where no host runs.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int Code, string Words)> RestoresAsync(
        SpecDatabase into, FileInfo from, FileInfo secretKey, string passphrase, CancellationToken cancellation)
    {
        await using var job = new Job(into, passphrase);
        using var words = new StringWriter();
        return (await job.Services.RestoreAsync(new RestoreOrder(from, secretKey), words, cancellation), words.ToString());
    }

    /// <summary>The lines that a backup of this database holds, on which no host runs.</summary>
    public static async Task<IReadOnlyList<string>> LinesOfBackupAsync(SpecDatabase database, CancellationToken cancellation)
    {
        await using var job = new Job(database, "");
        return await LinesOfBackupAsync(job.Services, _ => Task.CompletedTask, cancellation);
    }

    /// <summary>The lines of a backup before they are encrypted.</summary>
    /// <param name="table">Before its rows are read, <paramref name="meanwhile"/> happens.</param>
    public Task<IReadOnlyList<string>> LinesOfBackupAsync(string table, Func<Task> meanwhile, CancellationToken cancellation) => LinesOfBackupAsync(
        app!.Services, line => line.StartsWith($$"""{"table":"{{table}}",""", StringComparison.Ordinal) ? meanwhile() : Task.CompletedTask, cancellation);

    static async Task<IReadOnlyList<string>> LinesOfBackupAsync(IServiceProvider services, Func<string, Task> heard, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await using var lines = new LinesOf(heard);
        await new DatabaseBackup(scope.ServiceProvider.GetRequiredService<CptsDbContext>(), TimeProvider.System).WriteAsync(lines, cancellation);
        return lines.All;
    }

    /// <summary>The program as an administrator runs it for one command: nothing in it serves.</summary>
    sealed class Job : IAsyncDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-job-");
        readonly WebApplication app;

        public Job(SpecDatabase database, string passphrase) => app = StandaloneApp.Build(StandaloneArguments.Parse(["--data", folder.FullName])!, builder =>
        {
            builder.Configuration["Logging:Console:LogLevel:Default"] = "None";
            builder.Configuration["Backup:Passphrase"] = passphrase;
            foreach (var (key, value) in database.Settings)
                builder.Configuration[key] = value;
        });

        public IServiceProvider Services => app.Services;

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Whoever writes here writes a line at a time.</summary>
    sealed class LinesOf(Func<string, Task> heard) : MemoryStream
    {
        public List<string> All { get; } = [];

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var line = Encoding.UTF8.GetString(buffer.Span).TrimEnd('\n');
            All.Add(line);
            await heard(line);
        }
    }
}
