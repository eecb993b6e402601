using System.Collections.Concurrent;
using CptsReferral.Referrals.Content;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Failures;

public sealed class When_something_unexpected_fails
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reply_has_an_id_the_log_has_the_same_and_neither_says_anything_of_the_patient()
    {
        var seal = new BreakableSeal();
        var log = new Recorder();
        await using var host = await StandaloneHost.StartAsync(startsAt: null, builder =>
        {
            builder.Services.AddSingleton<IContentSeal>(seal);
            builder.Logging.AddProvider(log);
        });
        var id = await host.QueuedAsync("cardiology", Cancellation);
        await host.SettlesAsync(Cancellation);
        var before = await host.StoredAsync(Cancellation);
        seal.Broken = true;

        var reading = await host.Gp.ReadsAsync(id, Cancellation);
        var posting = await host.Gp.SubmitsAsync(await host.RequestAsync("cardiology", host.Gp, Cancellation), Cancellation);

        foreach (var reply in new[] { reading, posting })
        {
            reply.ShouldBeProblem(500, "internal");
            var trace = reply.Json.GetProperty("traceId").GetString()!;
            log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(trace, StringComparison.Ordinal));
            reply.Text.ShouldNotContain("Exception");
            reply.Text.ShouldNotContain(" at ");
        }

        log.Lines.ShouldAllBe(line => !line.Contains("DURAND", StringComparison.Ordinal));
        (await host.StoredAsync(Cancellation)).ShouldBe(before);
    }

    /// <summary>Fails the way that leaks: with the content in the exception's message.</summary>
    sealed class BreakableSeal : IContentSeal
    {
        public bool Broken { get; set; }

        public byte[] Seal(byte[] content, ContentPlace place) => Broken ? throw Fail() : content;

        public ReadOnlyMemory<byte> Open(byte[] stored, ContentPlace place) => Broken ? throw Fail() : stored;

        static InvalidDataException Fail() => new("DURAND-FICTIF does not fit", new InvalidOperationException("DURAND"));
    }

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
