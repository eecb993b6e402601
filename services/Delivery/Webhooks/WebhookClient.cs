using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace CptsReferral.Delivery.Webhooks;

/// <summary>The way out for webhooks: no redirects, no cookies, no proxy, no address of our own machine, bounded and repeated attempts.</summary>
static class WebhookClient
{
    public const string Name = "delivery-webhook";

    const int Retries = 3;
    static readonly TimeSpan WatchedSpan = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddWebhookClient(this IServiceCollection services)
    {
        var client = services.AddHttpClient(Name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // the pipeline bounds each attempt and the whole
            .UseSocketsHttpHandler((handler, provider) =>
            {
                var loopback = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowLoopbackHttp;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false; // a proxy would resolve the name for us, and could be asked for anything inside
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.MaxResponseHeadersLength = 16;
                handler.ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, loopback, cancellation);
                handler.ActivityHeadersPropagator = System.Diagnostics.DistributedContextPropagator.CreateNoOutputPropagator();
            })
            .RemoveAllLoggers(); // a webhook's address may hold a key

        client.AddStandardResilienceHandler()
            .Configure((pipeline, provider) =>
            {
                var webhook = provider.GetRequiredService<IOptions<WebhookOptions>>().Value;
                pipeline.AttemptTimeout.Timeout = webhook.Timeout;
                pipeline.Retry.MaxRetryAttempts = Retries;
                pipeline.Retry.Delay = webhook.RetryDelay;
                pipeline.Retry.BackoffType = DelayBackoffType.Exponential;
                pipeline.Retry.UseJitter = true;
                // The breaker has to watch for longer than an attempt may take.
                pipeline.CircuitBreaker.SamplingDuration = webhook.Timeout < WatchedSpan / 2 ? WatchedSpan : 3 * webhook.Timeout;
                pipeline.TotalRequestTimeout.Timeout = ((Retries + 1) * webhook.Timeout) + (((1 << (Retries + 1)) - 1) * webhook.RetryDelay);
            })
            .SelectPipelineByAuthority(); // one person's dead software does not silence another's
        return services;
    }

    /// <summary>Connects to an address of the outside only: a name that leads back into this machine or to the cloud's metadata is refused
    /// after resolution, where no trick with names helps.</summary>
    static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowLoopback, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = Array.FindAll(addresses, address => allowLoopback || !IsOurs(address));
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The address is not one that webhooks may reach.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static bool IsOurs(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain)
            || plain.IsIPv6LinkLocal
            || plain.Equals(IPAddress.Any)
            || plain.Equals(IPAddress.IPv6Any)
            || (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, ..]);
    }
}
