using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Support.Delivery;

/// <summary>A requester's own software: a real HTTP server that listens for webhooks and answers as it is told.</summary>
public sealed class WebhookPeer : IAsyncDisposable
{
    public const string Secret = "whsec-é-for-specs";

    readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    readonly ConcurrentQueue<WebhookDelivery> received = new();
    readonly WebApplication app;
    volatile Func<HttpContext, Task>? mood;

    WebhookPeer(WebApplication app) => this.app = app;

    public string Url => $"{app.Urls.Single()}/cpts/hook";

    /// <summary>Every call, whatever it was answered.</summary>
    public IReadOnlyList<WebhookDelivery> Received => [.. received];

    public static async Task<WebhookPeer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var peer = new WebhookPeer(builder.Build());
        peer.app.Map("/{**path}", peer.ListenAsync);
        await peer.app.StartAsync(cancellationToken);
        return peer;
    }

    /// <summary>Answers the next calls with these; 200 once they are used up.</summary>
    public void Answers(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            answers.Enqueue(context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = status is >= 300 and < 400 ? "/elsewhere" : default;
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>Takes no call until it is well again: each is answered with this.</summary>
    public void RefusesAll(int status) => mood = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Says nothing to any call until it is well again.</summary>
    public void HangsAlways() => mood = SilenceAsync;

    /// <summary>Works as it should from now on.</summary>
    public void IsWell() => mood = null;

    /// <summary>Takes the next call and says nothing.</summary>
    public void Hangs() => answers.Enqueue(SilenceAsync);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    static async Task SilenceAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    async Task ListenAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue(new WebhookDelivery(
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        if (mood is { } all)
            await all(context);
        else if (answers.TryDequeue(out var answer))
            await answer(context);
    }
}

/// <summary>One call that a webhook receiver got.</summary>
public sealed record WebhookDelivery(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>What a receiver does with the signature, written from the documentation and not from the sender's code.</summary>
    public bool IsSignedWith(string secret, DateTimeOffset now)
    {
        var parts = (Header("X-Cpts-Signature") ?? "").Split(',')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        if (!parts.TryGetValue("t", out var t) || !parts.TryGetValue("v1", out var v1))
            return false;
        var age = now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(t, CultureInfo.InvariantCulture));
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var expected = mac.ComputeHash([.. Encoding.ASCII.GetBytes($"{t}."), .. Body]);
        return age.Duration() < TimeSpan.FromMinutes(5) && CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(v1));
    }
}
