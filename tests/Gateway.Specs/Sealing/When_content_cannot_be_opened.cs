using System.Collections.Concurrent;
using System.Net;
using CptsReferral.Referrals.Content;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>A key is gone, or somebody wrote into the database: told clearly, to those who ask and to those who look after it, with nothing of the content.</summary>
public sealed class When_content_cannot_be_opened : IAsyncLifetime
{
    readonly Recorder log = new();
    StandaloneHost host = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync(startsAt: null, builder => builder.Logging.AddProvider(log));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Because_its_key_is_missing_others_are_read_all_the_same()
    {
        var lost = await host.QueuedAsync("cardiology", Cancellation);
        var key = (await host.KeysAsync(Cancellation)).ShouldHaveSingleItem().Id;
        host.MakesKey();
        var other = await host.QueuedAsync("dermatology", Cancellation);
        var file = Path.Combine(host.KeysFolder, $"key-{key}.xml");
        File.Move(file, file + ".away");
        await host.RestartAsync();

        ShouldBeTold(await host.Gp.ReadsAsync(lost, Cancellation), SealFault.KeyMissing, lost, key);
        ShouldBeTold(await host.Cardiologist.GetsAsync("/api/worklists/cardiology", Cancellation), SealFault.KeyMissing, lost, key);
        (await host.Gp.ReadsAsync(other, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.SealsAgainAsync(Cancellation)).Failed.ShouldBeGreaterThan(0);
        (await host.KeysAsync(Cancellation)).ShouldContain(line => line.Id == key && line.State == Gateway.Sealing.ContentKeyState.Missing && line.Rows > 0);
        (await host.Cardiologist.DoesAsync("claim", lost, Cancellation)).ShouldBeProblem(500, "content.unreadable");

        File.Move(file + ".away", file);
        (await host.Gp.ReadsAsync(lost, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Because_the_key_of_the_search_key_is_missing_the_host_does_not_start()
    {
        await host.QueuedAsync("cardiology", Cancellation);
        var file = Path.Combine(host.KeysFolder, $"key-{(await host.KeysAsync(Cancellation)).ShouldHaveSingleItem().Id}.xml");
        File.Move(file, file + ".away");

        (await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(host.RestartAsync)).Message
            .ShouldContain("Content:KeysDirectory lacks the key of search.key");

        File.Move(file + ".away", file);
        await host.RestartAsync();
    }

    [Fact]
    public async Task Because_two_rows_were_exchanged_neither_is_shown()
    {
        var one = await host.QueuedAsync("cardiology", Cancellation);
        var other = await host.QueuedAsync("cardiology", Cancellation);
        var where = (Is("Id", one), Is("Id", other));

        await host.ExchangesAsync("Referral", "Content", where, Cancellation);

        ShouldBeTold(await host.Gp.ReadsAsync(one, Cancellation), SealFault.Altered, one);
        ShouldBeTold(await host.Cardiologist.ReadsAsync(other, Cancellation), SealFault.Altered, other);
        await host.ExchangesAsync("Referral", "Content", where, Cancellation);
        (await host.Gp.ReadsAsync(one, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Because_two_notes_of_one_referral_were_exchanged_it_is_not_shown()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);
        await host.Cardiologist.DoesAsync("information-request", id, new() { ["question"] = "Depuis quand ?" }, Cancellation);
        await host.Gp.DoesAsync("information", id, new() { ["text"] = "Depuis mars." }, Cancellation);
        var asked = $"{Is("ReferralId", id)} AND \"Kind\" = 'InformationRequested'";
        var told = $"{Is("ReferralId", id)} AND \"Kind\" = 'InformationProvided'";

        await host.ExchangesAsync("ReferralMove", "Note", (asked, told), Cancellation);

        ShouldBeTold(await host.Gp.ReadsAsync(id, Cancellation), SealFault.Altered, id);
    }

    [Fact]
    public async Task Because_a_file_is_another_one_it_is_not_handed_out()
    {
        var one = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "courrier.pdf", Cancellation)).Id;
        var other = (await host.Gp.UploadsAsync(Files.Png, "image/png", "photo.png", Cancellation)).Id;

        await host.ExchangesAsync("AttachmentContent", "Content", (Is("AttachmentId", one), Is("AttachmentId", other)), Cancellation);

        ShouldBeTold(await host.Gp.GetsAsync($"/api/attachments/{one}", Cancellation), SealFault.Altered, one);
    }

    [Fact]
    public async Task Because_somebody_wrote_it_in_clear_it_is_not_believed()
    {
        var id = await host.QueuedAsync("cardiology", Cancellation);
        await Support.Eventually.ShouldBeAsync(() => File.Exists(Path.Combine(host.KeysFolder, "all-content-is-sealed")), true, Cancellation);

        await host.PutsAsync("Referral", "Content", Is("Id", id), [SealedFormat.Plain, .. """{"patient":{"birthName":"FORGED-FICTIF"}}"""u8], Cancellation);

        ShouldBeTold(await host.Gp.ReadsAsync(id, Cancellation), SealFault.NotSealed, id, SealedFormat.NoKey);
    }

    void ShouldBeTold(Reply reply, SealFault fault, Guid row, Guid? key = null)
    {
        reply.ShouldBeProblem(500, "content.unreadable");
        var trace = reply.Json.GetProperty("traceId").GetString()!;
        var line = log.Lines.Single(line => line.Contains(trace, StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));
        line.ShouldContain(fault.ToString());
        line.ShouldContain(row.ToString());
        line.ShouldContain(key?.ToString() ?? "key");
        foreach (var text in (string[])[reply.Text, .. log.Lines])
        {
            text.ShouldNotContain("DURAND");
            text.ShouldNotContain("FORGED");
        }
    }

    // SQLite keeps ids as upper-case text.
    static string Is(string column, Guid id) => $"\"{column}\" = '{id.ToString().ToUpperInvariant()}'";

    sealed class Recorder : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> Lines => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
