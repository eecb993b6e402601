using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Referrals.Lanes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace CptsReferral.Referrals.Specs.Lanes;

/// <summary>A catalogue on a database of its own.</summary>
sealed class Catalogue : IAsyncDisposable
{
    readonly SqliteConnection connection = new("Data Source=:memory:");
    readonly LaneVersionCache cache = new();
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    internal static Guid Coordinator { get; } = Guid.CreateVersion7(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    internal static async Task<Catalogue> SeededAsync()
    {
        var catalogue = new Catalogue();
        await catalogue.connection.OpenAsync();
        await using var db = catalogue.Open();
        await db.Database.EnsureCreatedAsync();
        await catalogue.SeedAsync();
        return catalogue;
    }

    internal async Task SeedAsync()
    {
        await using var db = Open();
        await new LaneSeed(db, time).EnsureAsync();
    }

    internal async Task<T> AskAsync<T>(Func<LaneCatalogue, Task<T>> question)
    {
        await using var db = Open();
        return await question(new LaneCatalogue(db, cache, time));
    }

    /// <summary>As another process sees it: nothing remembered.</summary>
    internal async Task<T> AskAfreshAsync<T>(Func<LaneCatalogue, Task<T>> question)
    {
        await using var db = Open();
        return await question(new LaneCatalogue(db, new LaneVersionCache(), time));
    }

    internal Task<LaneSaveOutcome> SaveAsync(LaneDocument document, int expectedVersion) =>
        AskAsync(lanes => lanes.SaveAsync(document, expectedVersion, Coordinator));

    /// <summary>Saves while somebody else saves another text between our check and our write.</summary>
    internal async Task<LaneSaveOutcome> SaveAgainstAsync(LaneDocument document, LaneDocument theirs, int expectedVersion)
    {
        await using var db = Open(new Between(() => SaveAsync(theirs, expectedVersion)));
        return await new LaneCatalogue(db, cache, time).SaveAsync(document, expectedVersion, Coordinator);
    }

    internal async Task<IReadOnlyList<LaneVersion>> RowsAsync()
    {
        await using var db = Open();
        return await db.Set<LaneVersion>().OrderBy(row => row.Code).ThenBy(row => row.Version).ToListAsync();
    }

    internal static LaneDocument Changed(LaneDocument document, Action<JsonObject> change)
    {
        var json = JsonSerializer.SerializeToNode(document, LaneJson.Options)!.AsObject();
        change(json);
        return json.Deserialize<LaneDocument>(LaneJson.Options)!;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    LanesOnly Open(IInterceptor? interceptor = null)
    {
        var options = new DbContextOptionsBuilder<LanesOnly>().UseSqlite(connection);
        return new LanesOnly((interceptor is null ? options : options.AddInterceptors(interceptor)).Options);
    }

    sealed class LanesOnly(DbContextOptions<LanesOnly> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new LaneVersionConfiguration());
    }

    sealed class Between(Func<Task> act) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await act();
            return result;
        }
    }
}
