using System.Net.Sockets;
using System.Text;
using CptsReferral.Support.Processes;
using DotNet.Testcontainers.Configurations;
using Testcontainers.RabbitMq;

namespace CptsReferral.Support.Brokers;

/// <summary>A container of the image that the split shape deploys.</summary>
internal sealed class ContainerBroker : Broker
{
    private const string Image = "rabbitmq:4-management";
    private const string Socket = "/var/run/docker.sock";
    private const int ManagementPort = 15672;

    private static readonly TimeSpan PullPatience = TimeSpan.FromMinutes(2);

    private readonly int _amqpPort = FreePort.Next();
    private readonly int _managementPort = FreePort.Next();
    private readonly string? _definitions;
    private RabbitMqContainer _container;

    private ContainerBroker(string? definitions)
    {
        _definitions = definitions;
        _container = Build();
        Amqp = new Uri($"amqp://guest:guest@127.0.0.1:{_amqpPort}/");
        Management = new RabbitMqManagement(new Uri($"http://127.0.0.1:{_managementPort}/"), "guest:guest");
    }

    public override Uri Amqp { get; }

    public override RabbitMqManagement Management { get; }

    public static async Task<Broker?> TryStartAsync(BrokerUsers? users)
    {
        if (!await EngineAnswersAsync())
            return null;

        var broker = new ContainerBroker(users is null ? null : await users.DefinitionsAsync());
        using var patience = new CancellationTokenSource(PullPatience, TimeProvider.System);
        try
        {
            await broker._container.StartAsync(patience.Token);
            await broker.WaitAsync();
            return broker;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The engine is there and the image is not to be had; the installed server is asked next.
            await Console.Error.WriteLineAsync($"Docker has no {Image}: {fault.GetType().Name}");
            await broker.DisposeAsync();
            return null;
        }
    }

    public override Task StopAsync() => _container.StopAsync();

    // The container's first process is killed; its data stays.
    public override async Task KillAsync()
    {
        await _container.ExecAsync(["sh", "-c", "kill -9 $(pidof beam.smp)"]);
        await _container.StopAsync();
    }

    public override async Task StartAgainAsync()
    {
        await _container.StartAsync();
        await WaitAsync();
    }

    public override async Task WipeAsync()
    {
        await _container.DisposeAsync();
        _container = Build();
        await StartAgainAsync();
    }

    public override ValueTask DisposeAsync()
    {
        Management.Dispose();
        return _container.DisposeAsync();
    }

    // Fixed ports: a container that is started again must be found where it was.
    private RabbitMqContainer Build()
    {
        var container = new RabbitMqBuilder(Image)
            .WithUsername("guest").WithPassword("guest")
            .WithPortBinding(_amqpPort, RabbitMqBuilder.RabbitMqPort)
            .WithPortBinding(_managementPort, ManagementPort);
        if (_definitions is not null)
        {
            container = container
                .WithResourceMapping(Encoding.UTF8.GetBytes(_definitions), "/etc/rabbitmq/definitions.json")
                .WithResourceMapping("load_definitions = /etc/rabbitmq/definitions.json\n"u8.ToArray(), "/etc/rabbitmq/conf.d/90-users.conf");
        }

        return container.Build();
    }

    private Task WaitAsync() => Eventually.ShouldBeAsync(Management.AnswersAsync, expected: true, CancellationToken.None, Patience);

    private static async Task<bool> EngineAnswersAsync()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is null && !File.Exists(Socket))
            return false;
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 })
            return TestcontainersSettings.OS is not null;

        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await client.GetAsync(new Uri("http://localhost/_ping"))).IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }
}
