using System.Diagnostics.Metrics;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Support.Messaging;

/// <summary>A process with the real journal, database and bus, and with the consumers that a spec gives it.</summary>
public sealed class MessagingHost : IAsyncDisposable
{
    private readonly IHost _host;

    private MessagingHost(IHost host) => _host = host;

    public IReadOnlyList<string> Logged => _host.Services.GetRequiredService<LogRecorder>().Lines;

    public static async Task<MessagingHost> StartAsync(MessagingHostPlan plan, CancellationToken cancellationToken)
    {
        var host = Build(plan);
        await host.CreateTablesAsync(cancellationToken);
        await host._host.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>Built, with tables, but not started: what it stores stays in the journal.</summary>
    public static async Task<MessagingHost> StandingStillAsync(MessagingHostPlan plan, CancellationToken cancellationToken)
    {
        var host = Build(plan);
        await host.CreateTablesAsync(cancellationToken);
        return host;
    }

    /// <summary>Starts a host on bare settings, which may be wrong, and stops it again.</summary>
    public static async Task StartWithSettingsAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddPersistence();
        builder.AddMessaging();
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        await host.StopAsync(cancellationToken);
    }

    public async Task DoAsync(Func<UnitOfWork, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await work(new UnitOfWork(
            services.GetRequiredService<DbContext>(),
            services.GetRequiredService<IPublishEndpoint>(),
            services.GetRequiredService<ISendEndpointProvider>(),
            services.GetRequiredService<IMessageScheduler>()));
    }

    /// <summary>Publishes in one unit of work and commits it.</summary>
    public Task PublishAsync(params object[] messages) => DoAsync(async unit =>
    {
        foreach (var message in messages)
            await unit.Publisher.Publish(message);
        await unit.Db.SaveChangesAsync();
    });

    /// <summary>Lies on the broker as the journal of another state of the database sent it: no row here tells of it.</summary>
    public async Task LiesOnTheBrokerAsync<T>(T message, Guid? timer = null, Guid? messageId = null)
        where T : class
    {
        // Before that there may be no queue, and what is published is dropped.
        await Eventually.ShouldBeAsync(() => BusHealth, BusHealthStatus.Healthy, CancellationToken.None);
        await _host.Services.GetRequiredService<IBus>().Publish(message, context =>
        {
            context.MessageId = messageId ?? context.MessageId;
            context.Headers.Set(JournalSendPipe.Mark, "1");
            if (timer is { } token)
                context.Headers.Set(MessageHeaders.SchedulingTokenId, token.ToString("D"));
        });
    }

    public Task SendAsync(string queue, object message) => DoAsync(async unit =>
    {
        var endpoint = await unit.Senders.GetSendEndpoint(AddressOf(queue));
        await endpoint.Send(message);
        await unit.Db.SaveChangesAsync();
    });

    public Uri AddressOf(string queue) => _host.Services.GetRequiredService<IQueueAddresses>().For(queue);

    public Task ConnectAsync<TConsumer>(string queue, CancellationToken cancellationToken)
        where TConsumer : class, IConsumer =>
        _host.Services.GetRequiredService<IReceiveEndpoints>().ConnectAsync<TConsumer>(queue, cancellationToken);

    public Task<JournalCount> CountAsync() => ReadAsync(async db =>
    {
        var rows = db.Set<OutboxMessage>().AsNoTracking();
        return new JournalCount(
            await rows.CountAsync(row => row.DeadUtc == null && row.SentUtc == null),
            await rows.CountAsync(row => row.DeadUtc == null && row.SentUtc != null),
            await rows.CountAsync(row => row.DeadUtc != null),
            await db.Set<HandledMessage>().CountAsync());
    });

    public async Task<T> ReadAsync<T>(Func<DbContext, Task<T>> read)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<DbContext>());
    }

    public Task<T> AskDeadLettersAsync<T>(Func<IDeadLetters, Task<T>> ask) => AskAsync(ask);

    /// <summary>Asks a service of the process, in a scope of its own.</summary>
    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public T Setting<T>()
        where T : class => _host.Services.GetRequiredService<IOptions<T>>().Value;

    public IMeterFactory Meters => _host.Services.GetRequiredService<IMeterFactory>();

    public BusHealthStatus BusHealth => _host.Services.GetRequiredService<IBusControl>().CheckHealth().Status;

    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }

    private static MessagingHost Build(MessagingHostPlan plan)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([.. plan.Database.Settings, .. plan.Bus.Settings, .. plan.Settings]);
        if (plan.Time is not null)
            builder.Services.AddSingleton(plan.Time);
        var recorder = new LogRecorder();
        builder.Services.AddSingleton(recorder);
        builder.Logging.AddProvider(recorder).AddFilter((category, level) =>
            level >= (category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true ? LogLevel.Warning : LogLevel.Information));
        plan.Services?.Invoke(builder.Services);
        builder.AddPersistence([.. plan.Parts]);
        builder.AddMessaging([.. plan.Rooms]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        return new MessagingHost(builder.Build());
    }

    private Task<bool> CreateTablesAsync(CancellationToken cancellationToken) =>
        ReadAsync(db => db.Database.EnsureCreatedAsync(cancellationToken));
}
