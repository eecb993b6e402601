using System.Text;
using CptsReferral.Referrals.Content;
using CptsReferral.Support;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>Whoever carries away the database, its log of changes, a backup of it, and all else but the keys, learns of no patient.</summary>
public abstract class A_stolen_database
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_no_patient_and_repeats_no_word_about_one()
    {
        await using var database = await DatabaseAsync();
        await using var host = await LivedAsync(database, _ => { });

        var loot = await LootAsync(host, database);

        loot.Find(TellingStory.Told).ShouldBeEmpty();
        loot.Find(TellingStory.Hashed).ShouldBeEmpty();
    }

    /// <summary>The spec above could fail.</summary>
    [Fact]
    public async Task Would_tell_everything_if_it_were_not_sealed()
    {
        await using var database = await DatabaseAsync();
        await using var host = await LivedAsync(database, builder => builder.Services.AddSingleton<IContentSeal, PlainSeal>());

        var loot = await LootAsync(host, database);

        var found = loot.Find(TellingStory.Told);
        TellingStory.Told.Keys.Where(label => !found.Any(line => line.StartsWith(label + ",", StringComparison.Ordinal))).ShouldBeEmpty();
        loot.Find(TellingStory.Hashed).ShouldBeEmpty();
    }

    protected abstract Task<SpecDatabase?> DatabaseAsync();

    /// <summary>What is not in the host's own folder.</summary>
    protected abstract Task LootAsync(Loot loot, StandaloneHost host, SpecDatabase? database);

    static async Task<StandaloneHost> LivedAsync(SpecDatabase? database, Action<WebApplicationBuilder> adjust)
    {
        var host = await StandaloneHost.StartAsync(Monday, b => { adjust(b); b.Configuration["Logging:Console:LogLevel:Default"] = "Error"; }, demo: true, database);
        await new TellingStory(host, Cancellation).LivesAsync();
        return host;
    }

    // While it runs: what is not in the file yet is in the log of changes.
    async Task<Loot> LootAsync(StandaloneHost host, SpecDatabase? database)
    {
        var loot = new Loot();
        loot.AddFolder(host.Folder, without: "content-keys");
        await LootAsync(loot, host, database);
        return loot;
    }
}

public sealed class A_stolen_database_on_sqlite : A_stolen_database
{
    protected override Task<SpecDatabase?> DatabaseAsync() => Task.FromResult<SpecDatabase?>(null);

    protected override Task LootAsync(Loot loot, StandaloneHost host, SpecDatabase? database)
    {
        loot.Names.ShouldContain("cpts-referral.db");
        loot.Names.ShouldContain("cpts-referral.db-wal");
        loot.Names.ShouldContain(name => name.EndsWith(".eml", StringComparison.Ordinal));
        return Task.CompletedTask;
    }
}

/// <summary>Each spec has a server of its own: what one of them stored in the open stays in the log of changes, whichever comes first.</summary>
public sealed class A_stolen_database_on_postgresql : A_stolen_database, IAsyncLifetime
{
    readonly PostgreSqlServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    protected override async Task<SpecDatabase?> DatabaseAsync() => await server.DatabaseAsync(Cancellation);

    protected override async Task LootAsync(Loot loot, StandaloneHost host, SpecDatabase? database)
    {
        var dump = await PostgreSqlServer.DumpAsync(database!);
        dump.ShouldContain("COPY public.\"Referral\"");
        loot.Add("backup.sql", Encoding.UTF8.GetBytes(dump));
        loot.AddFolder(await server.FilesAsync(Cancellation));
        loot.Names.ShouldContain(name => name.Contains("pg_wal", StringComparison.Ordinal));
    }
}
