using CptsReferral.Platform.Persistence;
using CptsReferral.Standalone;
using CptsReferral.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs;

/// <summary>A laptop loses its power in the middle of a start. The next start waits for nobody who is no more.</summary>
public sealed class When_a_program_was_killed_while_it_migrated : IAsyncDisposable
{
    // Whoever waits for a turn does so until it is told to stop.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    readonly SqliteSpecDatabase database = new();
    readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_one_migrates_once_its_turn_cannot_be_going_on_any_more()
    {
        await MigrateToTheMiddleAsync();
        await IsKilledInItsTurnAsync();

        time.Advance(TimeSpan.FromMinutes(3));
        await StartAsync(Patience);

        await using var db = Open();
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_next_one_waits_while_it_may_still_be_going_on()
    {
        await MigrateToTheMiddleAsync();
        await IsKilledInItsTurnAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => StartAsync(Moment));
    }

    [Fact]
    public async Task Nobody_waits_who_has_nothing_to_do()
    {
        await StartAsync(Patience);
        await IsKilledInItsTurnAsync();

        await StartAsync(Patience);
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    CptsDbContext Open() => Schema.On(DatabaseProvider.Sqlite, database.ConnectionString);

    async Task MigrateToTheMiddleAsync()
    {
        await using var db = Open();
        var all = db.Database.GetMigrations().ToList();
        await db.GetService<IMigrator>().MigrateAsync(all[all.Count / 2], Cancellation);
    }

    async Task IsKilledInItsTurnAsync()
    {
        await using var db = Open();
        // Taken and not given back.
        _ = await db.GetService<IHistoryRepository>().AcquireDatabaseLockAsync(Cancellation);
    }

    async Task StartAsync(TimeSpan patience)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        enough.CancelAfter(patience);
        await using var db = Open();
        await db.BringUpToDateAsync(time, enough.Token);
    }
}
