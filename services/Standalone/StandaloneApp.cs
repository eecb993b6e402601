using CptsReferral.Delivery;
using CptsReferral.Desk;
using CptsReferral.Gateway;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Routing;

namespace CptsReferral.Standalone;

/// <summary>Every room in one process.</summary>
static class StandaloneApp
{
    /// <param name="adjust">What a test puts in the place of the defaults, before the rooms register theirs.</param>
    public static WebApplication Build(StandaloneArguments arguments, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(arguments.Configuration);
        builder.AddEmbeddedDefaults(arguments);
        adjust?.Invoke(builder);
        builder.AddServiceDefaults("standalone");
        builder.AddPersistence(AllTables.Parts);
        builder.AddMessaging(bus => bus.AddRoutingSaga(), bus => bus.AddDeskConsumers(), bus => bus.AddDeliveryConsumers());
        builder.AddGateway().AddRouting().AddDesk().AddDelivery();

        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGateway();
        return app;
    }
}
