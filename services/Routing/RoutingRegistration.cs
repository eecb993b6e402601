using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using CptsReferral.Routing.Clock;
using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Reconciliation;
using CptsReferral.Routing.Saga;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Routing;

/// <summary>The doors of this room.</summary>
public static class RoutingRegistration
{
    /// <summary>What the saga works with; needs persistence over <see cref="RoutingModel"/> and messaging with <see cref="AddRoutingSaga"/>.</summary>
    public static IHostApplicationBuilder AddRouting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRoutingRoom();
        return builder;
    }

    internal static void AddRoutingRoom(this IServiceCollection services)
    {
        services.AddReferrals();
        services.AddScoped<ReferralsInHand>();
        services.AddScoped<IPreparation<ReferralRoutingState>>(provider => provider.GetRequiredService<ReferralsInHand>());
        services.AddScoped<SendToDesk>();
        services.AddScoped<CatchUp>();
        services.AddScoped<KeepClock>();
        services.AddScoped<Review>();
        services.TryAddSingleton<RoutingSnapshot>();
        services.TryAddSingleton<RoutingMeter>();
        services.AddHostedService<RoutingCounts>();
        services.AddReconciliation();
    }

    static void AddReconciliation(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ReconciliationOptions, ReconciliationOptionsValidator>().BindConfiguration(ReconciliationOptions.Section);
        services.TryAddSingleton<Suspicions>();
        services.TryAddSingleton<Accounts>();
        services.AddScoped<Sweep>();
        services.TryAddSingleton<Reconciler>();
        services.AddHostedService(provider => provider.GetRequiredService<Reconciler>());
    }

    /// <summary>One saga per referral.</summary>
    public static void AddRoutingSaga(this IBusRegistrationConfigurator bus) =>
        bus.AddSagaStateMachine<ReferralRouting, ReferralRoutingState, ReferralRoutingDefinition>().EfRepository();
}
