using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>What a spec registers in a host.</summary>
public sealed record Room(Action<IBusRegistrationConfigurator> Register, Action<IServiceCollection> Services)
{
    /// <summary>A queue whose consumer does what the script says.</summary>
    public static Room With<TMessage>(Script<TMessage> script)
        where TMessage : class => new(
            bus => bus.AddConsumer<ScriptedConsumer<TMessage>>().Endpoint(endpoint => endpoint.Name = script.Queue),
            services => services.AddSingleton(script));

    /// <summary>The same, but on no queue until one is connected while the host runs.</summary>
    public static Room Unconnected<TMessage>(Script<TMessage> script)
        where TMessage : class => new(
            bus => bus.AddConsumer<ScriptedConsumer<TMessage>>().ExcludeFromConfigureEndpoints(),
            services => services.AddSingleton(script));

    /// <summary>The same, without a transaction around it.</summary>
    public static Room Outside<TMessage>(Script<TMessage> script)
        where TMessage : class => new(
            bus => bus.AddConsumer<OutsideConsumer<TMessage>>().Endpoint(endpoint => endpoint.Name = script.Queue),
            services => services.AddSingleton(script));
}
