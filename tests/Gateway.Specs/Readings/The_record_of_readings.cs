using System.Globalization;
using CptsReferral.Support;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Readings;

/// <summary>Somebody who has the database, but no keys, changes who read what. Everything is put back afterwards, so that one host serves all of it.</summary>
public abstract class The_record_of_readings : IAsyncLifetime
{
    StandaloneHost? host;
    SpecDatabase? database;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        database = await DatabaseAsync();
        host = await StandaloneHost.StartAsync(startsAt: null, StandaloneHost.SealsSoon, database: database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
            await host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    protected abstract Task<SpecDatabase> DatabaseAsync();

    [Fact]
    public async Task Is_found_unchanged_while_it_grows_and_after_its_keys_changed()
    {
        var id = await ReadAsync(3);
        using var enough = new CancellationTokenSource();
        var reading = ReadOnAsync(id, enough.Token);

        for (var rotation = 0; rotation < 2; rotation++)
        {
            var seals = await Host.NewestSealAsync(Cancellation);
            await IsUnchangedAsync();
            Host.MakesKey();
            await Host.SealsAgainAsync(Cancellation);
            await Host.RemovesUnusedKeysAsync(Cancellation);
            await Eventually.SeesAsync(() => Host.NewestSealAsync(Cancellation), newest => newest > seals, Cancellation);
        }

        await enough.CancelAsync();
        await reading;
        (await Host.SealedAsync(Cancellation)).ShouldBeGreaterThan(1);
        (await IsUnchangedAsync()).ShouldNotContain("have no seal yet");
        await Host.RestartAsync();
        await IsUnchangedAsync();
    }

    [Fact]
    public async Task Tells_every_way_to_change_what_is_sealed()
    {
        await ReadAsync(4);
        await Host.SealedAsync(Cancellation);
        await ReadAsync(4);
        var seals = await Host.SealedAsync(Cancellation);
        await IsUnchangedAsync();
        await Host.TampersAsync(
            Cancellation, """CREATE TABLE "KeptAccess" AS SELECT * FROM "ContentAccess" """, """CREATE TABLE "KeptSeal" AS SELECT * FROM "ReadingSeal" """);
        var all = await Host.ReadingNumbersAsync(Cancellation);
        var (first, middle, after, last) = (Text(all[0]), Text(all[^4]), Text(all[^3]), Text(all[^1]));

        // Another person, at another time, from another place.
        foreach (var change in (string[])["\"PersonId\" = (SELECT \"Id\" FROM \"Person\" WHERE \"Function\" = 'coordinator')", "\"Address\" = NULL", "\"Function\" = 'nurse'", "\"Mac\" = NULL"])
            await TellsAsync([$"ALTERED: 1 in seal", $": {middle};"], $"UPDATE \"ContentAccess\" SET {change} WHERE \"Id\" = {middle}");
        await TellsAsync(["REMOVED: 1 in seal"], $"DELETE FROM \"ContentAccess\" WHERE \"Id\" = {middle}");
        await TellsAsync(["REMOVED: 1 in seal"], $"DELETE FROM \"ContentAccess\" WHERE \"Id\" = {last}");
        await TellsAsync(["ADDED LATER: 1"], Copy(middle, "0"));
        await TellsAsync(["REMOVED: 1 in seal", "ADDED LATER: 1"], $"UPDATE \"ContentAccess\" SET \"Id\" = 0 WHERE \"Id\" = {first}");
        await TellsAsync(
            ["EXCHANGED: the "],
            $"UPDATE \"ContentAccess\" SET \"Id\" = -1 WHERE \"Id\" = {middle}",
            $"UPDATE \"ContentAccess\" SET \"Id\" = {middle} WHERE \"Id\" = {after}",
            $"UPDATE \"ContentAccess\" SET \"Id\" = {after} WHERE \"Id\" = -1");
        await TellsAsync(["Seal 1: ALTERED"], "UPDATE \"ReadingSeal\" SET \"Count\" = \"Count\" - 1 WHERE \"Number\" = 1");
        await TellsAsync(["Seal 1: REMOVED."], "DELETE FROM \"ReadingSeal\" WHERE \"Number\" = 1");
        await TellsAsync(
            [$"CUT OFF at the end: 1 seals and the readings under them, up to reading {last}"],
            $"DELETE FROM \"ContentAccess\" WHERE \"Id\" > (SELECT MAX(\"After\") FROM \"ReadingSeal\")",
            $"DELETE FROM \"ReadingSeal\" WHERE \"Number\" = {Text(seals)}");
        await TellsAsync([$"CUT OFF at the end: {Text(seals)} seals"], "DELETE FROM \"ContentAccess\"", "DELETE FROM \"ReadingSeal\"");
    }

    [Fact]
    public async Task Tells_a_cut_end_even_after_the_chain_went_on()
    {
        await ReadAsync(2);
        await Host.SealedAsync(Cancellation);
        await ReadAsync(2);
        var seals = await Host.SealedAsync(Cancellation);
        await Host.TampersAsync(
            Cancellation,
            "DELETE FROM \"ContentAccess\" WHERE \"Id\" > (SELECT MAX(\"After\") FROM \"ReadingSeal\")",
            $"DELETE FROM \"ReadingSeal\" WHERE \"Number\" = {Text(seals)}");

        while (await Host.SealedAsync(Cancellation) <= seals)
            await ReadAsync(1);

        var (code, words) = await Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(1, words);
        words.ShouldContain($"Seal {seals}: REPLACED");
    }

    [Fact]
    public async Task Tells_a_reading_that_no_gateway_wrote_before_it_is_sealed_and_after()
    {
        await ReadAsync(2);
        await Host.SealedAsync(Cancellation);
        var last = (await Host.ReadingNumbersAsync(Cancellation))[^1];
        var forged = Text(last + 100);
        await Host.TampersAsync(
            Cancellation, Copy(Text(last), forged), $"UPDATE \"ContentAccess\" SET \"Mac\" = NULL WHERE \"Id\" = {forged}");

        var (code, words) = await Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(1, words);
        words.ShouldContain($": {forged}");

        await Host.SealedAsync(Cancellation);
        (code, words) = await Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(1, words);
        words.ShouldContain($": {forged}");
    }

    [Fact]
    public async Task Covers_what_was_read_before_there_were_seals()
    {
        await using var old = await BeforeSealsAsync();
        var (code, words) = await old.Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(0, words);
        words.ShouldContain(" readings are from before sealing");

        old.SealsNow();
        await old.Host.RestartAsync();
        await old.Host.SealedAsync(Cancellation);
        await old.Host.QueuedAsync("cardiology", Cancellation);
        await old.Host.SealedAsync(Cancellation);

        (code, words) = await old.Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(0, words);
        words.ShouldContain(" readings are from before sealing");
        var first = (await old.Host.ReadingNumbersAsync(Cancellation))[0];
        await old.Host.TampersAsync(Cancellation, $"UPDATE \"ContentAccess\" SET \"Address\" = '192.0.2.1' WHERE \"Id\" = {Text(first)}");
        (code, words) = await old.Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(1, words);
        words.ShouldContain("EXCHANGED: the ");
    }

    async Task<Guid> ReadAsync(int times)
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        for (var time = 0; time < times; time++)
            await Host.Cardiologist.ReadsAsync(id, Cancellation);
        return id;
    }

    async Task ReadOnAsync(Guid id, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
            await Host.Gp.ReadsAsync(id, Cancellation);
    }

    async Task<string> IsUnchangedAsync()
    {
        var (code, words) = await Host.VerifiesReadingsAsync(Cancellation);
        code.ShouldBe(0, words);
        words.ShouldContain("Nothing was changed.");
        return words;
    }

    async Task TellsAsync(string[] told, params string[] tampering)
    {
        await Host.TampersAsync(Cancellation, tampering);
        var (code, words) = await Host.VerifiesReadingsAsync(Cancellation);
        await Host.TampersAsync(
            Cancellation,
            "DELETE FROM \"ContentAccess\"", "INSERT INTO \"ContentAccess\" SELECT * FROM \"KeptAccess\"",
            "DELETE FROM \"ReadingSeal\"", "INSERT INTO \"ReadingSeal\" SELECT * FROM \"KeptSeal\"");
        code.ShouldBe(1, $"{tampering[0]}: {words}");
        foreach (var word in told)
            words.ShouldContain(word, customMessage: tampering[0]);
        await IsUnchangedAsync();
    }

    static string Copy(string reading, string number) =>
        $"""
        INSERT INTO "ContentAccess" ("Id", "AtUtc", "PersonId", "Function", "Kind", "ReferralId", "AttachmentId", "Lane", "Channel", "Address", "Mac")
        SELECT {number}, "AtUtc", "PersonId", "Function", "Kind", "ReferralId", "AttachmentId", "Lane", "Channel", "Address", "Mac" FROM "ContentAccess" WHERE "Id" = {reading}
        """;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    async Task<Old> BeforeSealsAsync()
    {
        var old = new Old(await DatabaseAsync());
        await old.StartAsync();
        await old.Host.QueuedAsync("cardiology", Cancellation);
        await old.Host.TampersAsync(Cancellation, "UPDATE \"ContentAccess\" SET \"Mac\" = NULL");
        return old;
    }

    /// <summary>As after an upgrade: readings without MACs and no seals yet.</summary>
    sealed class Old(SpecDatabase database) : IAsyncDisposable
    {
        bool soon;

        public StandaloneHost Host { get; private set; } = null!;

        public void SealsNow() => soon = true;

        public async Task StartAsync() => Host = await StandaloneHost.StartAsync(
            startsAt: null,
            builder =>
            {
                if (soon)
                    StandaloneHost.SealsSoon(builder);
            },
            database: database);

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

public sealed class The_record_of_readings_on_sqlite : The_record_of_readings
{
    protected override Task<SpecDatabase> DatabaseAsync() => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());
}

public sealed class The_record_of_readings_on_postgresql(PostgreSqlServer server) : The_record_of_readings, IClassFixture<PostgreSqlServer>
{
    protected override Task<SpecDatabase> DatabaseAsync() => server.DatabaseAsync(TestContext.Current.CancellationToken);
}
