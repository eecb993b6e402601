using CptsReferral.Platform.Messaging.Consuming;
using CptsReferral.Platform.Messaging.DeadLetters;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Messaging.Queues;
using CptsReferral.Platform.Messaging.Scheduling;
using CptsReferral.Platform.Messaging.Strays;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Scheduling;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging;

public static class MessagingRegistration
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Registers the bus with the consumers and sagas of the given rooms, and the message journal beneath it. Call it
    /// once per process; the transport comes from the section <c>Bus</c>. The scoped <see cref="IPublishEndpoint"/>,
    /// <see cref="ISendEndpointProvider"/> and <see cref="IMessageScheduler"/> write to the journal, in the unit of
    /// work of the scope.
    /// </summary>
    public static IHostApplicationBuilder AddMessaging(
        this IHostApplicationBuilder builder, params Action<IBusRegistrationConfigurator>[] rooms)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<BusOptions, BusOptionsValidator>().BindConfiguration(BusOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddModelParts(MessagingModel.Configure);

        AddJournal(services);
        AddHandling(services);
        AddBus(services, ReadTransport(builder), rooms);
        AddScopedDoors(services);
        return builder;
    }

    // The kind of bus decides what is registered, before options can be validated; a wrong value is reported at start.
    private static BusTransport ReadTransport(IHostApplicationBuilder builder) =>
        Enum.TryParse<BusTransport>(
            builder.Configuration[$"{BusOptions.Section}:{nameof(BusOptions.Transport)}"], ignoreCase: true, out var transport)
            ? transport
            : BusTransport.InMemory;

    private static void AddJournal(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<JournalSignal>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<JournalSender>();
        services.AddSingleton<JournalPost>();
        services.AddSingleton<JournalHandover>();
        services.AddScoped<JournalClaims>();
        services.AddSingleton<InFlight>();
        services.AddSingleton<JournalCensus>();
        services.AddSingleton<IInterceptor, HandOverOnCommit>();
        services.AddScoped<IDeadLetters, DeadLetterBook>();
        services.AddScoped<IMessagesUnderway, MessagesUnderway>();
        services.AddScoped<IStrayMessages, StrayBook>();
    }

    private static void AddHandling(IServiceCollection services)
    {
        services.AddSingleton<FailedMessages>();
        services.AddSingleton<EndpointPolicy>();
        services.AddScoped<Inbox>();
        services.AddScoped<HandlingUnit>();
        services.AddScoped<IOutboxContextFactory<AcknowledgedHandling>, AcknowledgedHandling>();
    }

    private static void AddBus(IServiceCollection services, BusTransport transport, Action<IBusRegistrationConfigurator>[] rooms)
    {
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Name = MessagingTelemetry.HealthTag;
                health.Tags.Add(MessagingTelemetry.HealthTag);
            });
            bus.AddConfigureEndpointsCallback(
                (context, _, endpoint) => context.GetRequiredService<EndpointPolicy>().Apply(context, endpoint));
            foreach (var room in rooms)
                room(bus);
            if (transport == BusTransport.RabbitMq)
                bus.UsingRabbitMq(ConfigureRabbitMq);
            else
                bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
        });
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // Nobody publishes past the journal, and the journal waits for the bus itself. So a host starts, and people
            // work, while the broker is away.
            host.WaitUntilStarted = transport == BusTransport.InMemory;
            host.StopTimeout = StopTimeout;
            host.ConsumerStopTimeout = StopTimeout / 2;
        });
        if (transport == BusTransport.InMemory)
            services.AddReceiveObserver(provider => provider.GetRequiredService<InFlight>());
        // After the bus: the host stops its services in reverse, so these two let go first.
        services.AddHostedService<JournalCourier>();
        services.AddHostedService<JournalDispatcher>();
        services.AddHostedService<JournalUpkeep>();
        if (transport == BusTransport.RabbitMq)
            services.AddQueueDepth();
    }

    private static void ConfigureRabbitMq(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator configurator)
    {
        var broker = BrokerAddress.Of(context.GetRequiredService<IOptions<BusOptions>>().Value);
        configurator.Host(broker.Uri.Host, (ushort)broker.Nodes[0].Port, broker.VirtualHost, host =>
        {
            host.PublisherConfirmation = true;
            if (broker.User is { } user)
                host.Username(user);
            if (broker.Password is { } password)
                host.Password(password);
            if (broker.IsSecure)
                host.UseSsl(ssl => ssl.ServerName = broker.Uri.Host);
            if (broker.IsCluster)
                host.UseCluster(cluster =>
                {
                    foreach (var node in broker.Nodes)
                        cluster.Node($"{node.HostName}:{node.Port}");
                });
        });
        configurator.ConfigureEndpoints(context);
    }

    private static void AddScopedDoors(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Scoped<IScopedBusContextProvider<IBus>, JournalBusContextProvider>());
        services.AddSingleton<QueueAddresses>();
        services.AddSingleton<IQueueAddresses>(provider => provider.GetRequiredService<QueueAddresses>());
        services.AddSingleton<IReceiveEndpoints, ReceiveEndpoints>();
        services.AddScoped<IMessageScheduler>(provider => new MessageScheduler(
            new JournalScheduler(
                provider.GetRequiredService<ISendEndpointProvider>(),
                provider.GetRequiredService<CptsDbContext>(),
                provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<IBus>().Topology));
    }
}
