using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CptsReferral.Platform.Messaging.Queues;

internal static class QueueDepthRegistration
{
    public static void AddQueueDepth(this IServiceCollection services)
    {
        services.AddSingleton<QueueDepth>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<QueueDepth>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<QueueDepth>());
    }
}
