using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CptsReferral.Platform.Messaging.Queues;

/// <summary>
/// Ready messages in each queue that this host reads, as the broker counts them. An alert wants to know which host is behind,
/// and the host itself may be too stuck to say; the broker is not. Nothing is reported while the broker is away.
/// </summary>
internal sealed partial class QueueDepth : BackgroundService, IReceiveEndpointObserver
{
    private readonly IOptions<BusOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueDepth> _logger;
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, byte> _queues = new(StringComparer.Ordinal);
    private volatile Reading? _reading;

    public QueueDepth(IOptions<BusOptions> options, IMeterFactory meters, TimeProvider time, ILogger<QueueDepth> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _meter = meters.Create(MessagingTelemetry.Name);
        _meter.CreateObservableGauge("messaging.queue.depth", Observe, "{message}", "Ready messages in a queue, as the broker counts them");
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        // Endpoints of a process' own replies come and go with it and tell nothing about work.
        if (!ready.InputAddress.Query.Contains("temporary=true", StringComparison.OrdinalIgnoreCase)
            && ready.InputAddress.GetEndpointName() is { } queue)
            _queues.TryAdd(queue, 0);
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IConnection? connection = null;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    if (connection is not { IsOpen: true })
                    {
                        if (connection is not null)
                            await connection.DisposeAsync();
                        connection = await ConnectAsync(stoppingToken);
                    }

                    _reading = new Reading(_time.GetUtcNow(), await CountAsync(connection, stoppingToken));
                }
                catch (Exception fault) when (fault is not OutOfMemoryException && !(fault is OperationCanceledException && stoppingToken.IsCancellationRequested))
                {
                    // Whatever the client throws while the broker comes and goes: a gauge must not end its host.
                    Log.BrokerAway(_logger, fault);
                }

                await Task.Delay(_options.Value.Journal.Upkeep, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var broker = BrokerAddress.Of(_options.Value);
        var factory = new ConnectionFactory
        {
            Uri = broker.Uri,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "queue depth",
        };
        // Whoever is there: each node counts for all of them.
        return await factory.CreateConnectionAsync(broker.Nodes.Select(node => new AmqpTcpEndpoint(node.HostName, node.Port, factory.Ssl)), cancellationToken);
    }

    private async Task<Dictionary<string, long>> CountAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var depths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var queue in _queues.Keys)
        {
            // The broker closes a channel that asks for a queue it does not have: one channel per question.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                depths[queue] = (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
            }
            catch (OperationInterruptedException fault) when (fault.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                Log.NoQueue(_logger, queue);
            }
        }

        return depths;
    }

    private IEnumerable<Measurement<long>> Observe()
    {
        if (_reading is not { } reading || _time.GetUtcNow() - reading.TakenAt > _options.Value.Journal.Upkeep * 6)
            yield break;
        foreach (var (queue, depth) in reading.Depths)
            yield return new Measurement<long>(depth, new KeyValuePair<string, object?>("queue", queue));
    }

    private sealed record Reading(DateTimeOffset TakenAt, Dictionary<string, long> Depths);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2121, Level = LogLevel.Debug, Message = "The depth of the queues is unknown while the broker is away")]
        public static partial void BrokerAway(ILogger logger, Exception fault);

        [LoggerMessage(EventId = 2122, Level = LogLevel.Debug, Message = "Queue {Queue} is not there")]
        public static partial void NoQueue(ILogger logger, string queue);
    }
}
