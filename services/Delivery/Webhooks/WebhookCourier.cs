using System.Net;
using System.Net.Http.Headers;
using CptsReferral.Delivery.Notices;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CptsReferral.Delivery.Webhooks;

/// <summary>Tells the requester's own software. What it answers is not read beyond the status.</summary>
sealed class WebhookCourier(IHttpClientFactory clients, IOptions<WebhookOptions> options, TimeProvider time) : ICourier
{
    const string DeliveryHeader = "X-Cpts-Delivery";

    public bool Serves(NoticeChannel channel) => channel is NoticeChannel.Webhook;

    public async Task CarryAsync(Letter letter, CancellationToken cancellation)
    {
        using var request = Write(letter);
        try
        {
            using var client = clients.CreateClient(WebhookClient.Name);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
                throw Refused(response.StatusCode);
        }
        catch (TimeoutRejectedException)
        {
            throw new NoticeNotSentException("webhook.timeout", NoticeFailureKind.Timeout);
        }
        catch (BrokenCircuitException)
        {
            throw new NoticeNotSentException("webhook.resting", NoticeFailureKind.Unreachable);
        }
        catch (HttpRequestException)
        {
            // No inner exception: its message names the address.
            throw new NoticeNotSentException("webhook.unreachable", NoticeFailureKind.Unreachable);
        }
    }

    HttpRequestMessage Write(Letter letter)
    {
        var body = WebhookEvent.Of(letter).ToJson();
        if (string.IsNullOrEmpty(letter.To.WebhookSecret))
            throw new NoticeNotSentException("webhook.no-secret", NoticeFailureKind.Misconfigured);
        return new HttpRequestMessage(HttpMethod.Post, Address(letter.To.WebhookUrl))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
            Headers =
            {
                { DeliveryHeader, letter.Notice.Id.ToString("D") },
                { WebhookSignature.Header, WebhookSignature.Sign(body, letter.To.WebhookSecret, time.GetUtcNow()) },
                { "User-Agent", "CptsReferral-Webhook/1" },
            },
        };
    }

    Uri Address(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            throw new NoticeNotSentException("webhook.address", NoticeFailureKind.Misconfigured);
        var allowed = address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && options.Value.AllowLoopbackHttp);
        return allowed ? address : throw new NoticeNotSentException("webhook.not-https", NoticeFailureKind.Misconfigured);
    }

    static NoticeNotSentException Refused(HttpStatusCode status) => new(
        $"webhook.status.{(int)status}",
        (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout ? NoticeFailureKind.Busy : NoticeFailureKind.Refused);
}
