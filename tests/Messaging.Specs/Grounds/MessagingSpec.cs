using CptsReferral.Platform.Messaging;
using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>A spec with a database, a transport, and hosts that end with it.</summary>
public abstract class MessagingSpec(Ground ground) : IAsyncLifetime
{
    private readonly List<MessagingHost> _hosts = [];
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal)
    {
        [$"{BusOptions.Section}:{nameof(BusOptions.Retries)}"] = "2",
        [$"{BusOptions.Section}:{nameof(BusOptions.RetryDelay)}"] = "00:00:00.010",
        [$"{BusOptions.Section}:{nameof(BusOptions.Journal)}:{nameof(JournalOptions.Poll)}"] = "00:00:00.100",
    };

    private SpecDatabase? _database;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected RabbitMqVirtualHost? VirtualHost { get; private set; }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    protected bool UsesClock { get; set; }

    public async ValueTask InitializeAsync()
    {
        _database = await ground.DatabaseAsync(Token);
        VirtualHost = await ground.VirtualHostAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            foreach (var line in TestContext.Current.TestState?.Result == TestResult.Failed ? host.Logged : [])
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            await host.DisposeAsync();
        }

        if (VirtualHost is not null)
            await VirtualHost.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void Set(string key, string value) => _settings[$"{BusOptions.Section}:{key}"] = value;

    protected Task<MessagingHost> StartAsync(params Room[] rooms) => AddAsync(MessagingHost.StartAsync(Plan(rooms), Token));

    /// <summary>Stores, but sends and consumes nothing.</summary>
    protected Task<MessagingHost> StandingStillAsync(params Room[] rooms) => AddAsync(MessagingHost.StandingStillAsync(Plan(rooms), Token));

    protected static Task IsHandled(MessagingHost host, int messages) =>
        Eventually.ShouldBeAsync(host.CountAsync, JournalCount.Empty with { Handled = messages }, Token);

    private async Task<MessagingHost> AddAsync(Task<MessagingHost> starting)
    {
        var host = await starting;
        _hosts.Add(host);
        return host;
    }

    private MessagingHostPlan Plan(Room[] rooms) => new(_database!, Ground.BusOf(VirtualHost))
    {
        Rooms = [.. rooms.Select(room => room.Register)],
        Parts = [SpecModel.Configure],
        Time = UsesClock ? Clock : null,
        Services = services =>
        {
            foreach (var room in rooms)
                room.Services(services);
        },
        Settings = _settings,
    };
}
