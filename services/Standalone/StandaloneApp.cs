using CptsReferral.Delivery;
using CptsReferral.Desk;
using CptsReferral.Gateway;
using CptsReferral.Gateway.Portal.SignIn;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Routing;
using CptsReferral.Standalone.Demo;

namespace CptsReferral.Standalone;

/// <summary>Every room in one process.</summary>
static class StandaloneApp
{
    /// <param name="adjust">What a test puts in the place of the defaults, before the rooms register theirs.</param>
    public static WebApplication Build(StandaloneArguments arguments, Action<WebApplicationBuilder>? adjust = null)
    {
        // The assets of the portal are found by the name of this program, wherever it is started from and whoever starts it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments.Configuration,
            ApplicationName = typeof(StandaloneApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.AddEmbeddedDefaults(arguments);
        adjust?.Invoke(builder);
        builder.AddServiceDefaults("standalone");
        builder.AddPersistence(AllTables.Parts);
        builder.AddMessaging(bus => bus.AddRoutingSaga(), bus => bus.AddDeskConsumers(), bus => bus.AddDeliveryConsumers());
        if (arguments.People)
            builder.Services.AddSingleton(new DemoSignIn { People = [.. DemoPeople.All.Select(demo => demo.Person)] });
        builder.AddGateway().AddRouting().AddDesk().AddDelivery();

        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGateway();
        return app;
    }
}
