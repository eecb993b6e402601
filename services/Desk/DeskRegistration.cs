using CptsReferral.Desk.Metrics;
using CptsReferral.Desk.Notices;
using CptsReferral.Desk.Queues;
using CptsReferral.Desk.Rota;
using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Desk;

/// <summary>The doors of this room.</summary>
public static class DeskRegistration
{
    /// <summary>What the consumers work with, and the watch over the lanes; needs persistence over the referrals and messaging
    /// with <see cref="AddDeskConsumers"/>.</summary>
    public static IHostApplicationBuilder AddDesk(this IHostApplicationBuilder builder)
    {
        builder.Services.AddDeskRoom();
        return builder;
    }

    internal static void AddDeskRoom(this IServiceCollection services)
    {
        services.AddReferrals();
        services.AddScoped<IPreparation<QueueReferralConsumer>, ReferralsToQueue>();
        services.AddScoped<DutyRoster>();
        services.AddScoped<DeskInbox>();
        services.TryAddSingleton<DeskMeter>();
        services.AddHostedService<DeskQueues>();
    }

    /// <summary>One queue for what the desks are told, and, connected as lanes appear, one per lane.</summary>
    public static void AddDeskConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<TellDeskConsumer>().Endpoint(endpoint => endpoint.Name = "desk");
        bus.AddConsumer<QueueReferralConsumer>().ExcludeFromConfigureEndpoints();
    }
}
