using CptsReferral.Delivery.BreakGlass;
using CptsReferral.Delivery.Homecoming;
using CptsReferral.Delivery.Mail;
using CptsReferral.Delivery.Notices;
using CptsReferral.Delivery.ReturnLoop;
using CptsReferral.Delivery.Webhooks;
using CptsReferral.Referrals;
using CptsReferral.Referrals.ReturnLoop;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Delivery;

/// <summary>The doors of this room.</summary>
public static class DeliveryRegistration
{
    const string Queue = "delivery";

    /// <summary>Apart, so that a slow mail server holds up nothing but mail.</summary>
    const string NoticeQueue = "delivery-notices";

    /// <summary>Couriers, their options (section <c>Delivery</c>) and what this room shows of itself.</summary>
    public static IHostApplicationBuilder AddDelivery(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<DeliveryOptions, DeliveryOptionsValidator>().BindConfiguration(DeliveryOptions.Section);
        services.AddOptionsWithValidateOnStart<CallListOptions, CallListOptionsValidator>().BindConfiguration(CallListOptions.Section);
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
        bus.AddConsumer<BringHomeConsumer>().Endpoint(queue => queue.Name = Queue);
        bus.AddConsumer<NoticeSentConsumer>().Endpoint(queue => queue.Name = Queue);
        bus.AddConsumer<TrySecondChannelConsumer>().Endpoint(queue => queue.Name = Queue);
        bus.AddConsumer<TellOfBreakGlassConsumer>().Endpoint(queue => queue.Name = Queue);
        bus.AddConsumer<PutOnCallListConsumer>().Endpoint(queue => queue.Name = Queue);
        bus.AddConsumer<SendNoticeConsumer>().Endpoint(queue => queue.Name = NoticeQueue);
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
