using CptsReferral.Delivery.Homecoming;
using CptsReferral.Delivery.Mail;
using CptsReferral.Delivery.Notices;
using CptsReferral.Delivery.ReturnLoop;
using CptsReferral.Delivery.Webhooks;
using CptsReferral.Referrals;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Delivery;

/// <summary>The doors of this room.</summary>
public static class DeliveryRegistration
{
    /// <summary>Couriers, their options (section <c>Delivery</c>) and what this room shows of itself.</summary>
    public static IHostApplicationBuilder AddDelivery(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<DeliveryOptions, DeliveryOptionsValidator>().BindConfiguration(DeliveryOptions.Section);
        services.AddReferrals();
        services.AddScoped<LetterDesk>();
        services.AddMail();
        services.AddWebhooks();
        services.TryAddSingleton<DeliveryTelemetry>();
        services.AddHostedService<CallListGauge>();
        return builder;
    }

    /// <summary>What this room consumes.</summary>
    public static void AddDeliveryConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<BringHomeConsumer>();
        bus.AddConsumer<SendNoticeConsumer>();
        bus.AddConsumer<NoticeSentConsumer>();
        bus.AddConsumer<TrySecondChannelConsumer>();
        bus.AddConsumer<PutOnCallListConsumer>();
    }

    static void AddMail(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<MailOptions, MailOptionsValidator>().BindConfiguration(MailOptions.Section);
        services.AddSmtpResilience();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<SmtpServer>();
        services.AddSingleton<PickupFolder>();
        services.AddSingleton<ICourier, MailCourier>();
    }

    static void AddWebhooks(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<WebhookOptions, WebhookOptionsValidator>().BindConfiguration(WebhookOptions.Section);
        services.AddWebhookClient();
        services.AddSingleton<ICourier, WebhookCourier>();
    }
}
