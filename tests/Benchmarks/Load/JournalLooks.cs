using System.Diagnostics;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CptsReferral.Benchmarks.Load;

/// <summary>Looks for due messages as the dispatcher of a host does, with its own code.</summary>
sealed class JournalLooks : IAsyncDisposable
{
    const string Kind = "bench/claimed";

    readonly BusOptions bus = new();
    readonly CptsDbContext db;
    readonly JournalClaims claims;
    readonly DueSince since = new();

    public JournalLooks(string connectionString)
    {
        var options = new DbContextOptionsBuilder<CptsDbContext>();
        options.UseDatabase(new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString });
        db = new CptsDbContext(options.Options, new ModelParts([MessagingModel.Configure]));
        claims = new JournalClaims(db, Options.Create(bus), TimeProvider.System, NullLogger<JournalClaims>.Instance);
    }

    /// <summary>So many looks that find nothing.</summary>
    public async Task<Latency> LookAsync(int count, CancellationToken cancellation)
    {
        var took = new List<double>(count);
        for (var look = 0; look < count; look++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            if ((await claims.TakeAsync(Guid.CreateVersion7(), since, [], cancellation)).Count > 0)
                throw new InvalidOperationException("Something is due.");
            took.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        return Latency.Of(took);
    }

    /// <summary>Stores messages that are due and claims them all; each ends as when it is handled.</summary>
    public async Task ClaimAsync(int count, CancellationToken cancellation)
    {
        for (var left = count; left > 0;)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            db.AddRange(Enumerable.Range(0, Math.Min(left, bus.Journal.Batch)).Select(_ => new OutboxMessage
            {
                MessageId = Guid.CreateVersion7(),
                Destination = "queue:bench",
                MessageType = Kind,
                StoredUtc = now,
                DueUtc = now,
                NextSendUtc = now,
            }));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            var claimed = await claims.TakeAsync(Guid.CreateVersion7(), since, [], cancellation);
            var ended = claimed.Select(row => row.Sequence).ToList();
            left -= await db.Set<OutboxMessage>().Where(row => ended.Contains(row.Sequence) && row.MessageType == Kind).ExecuteDeleteAsync(cancellation);
        }
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();
}
