using Microsoft.AspNetCore.Http.Features;

namespace CptsReferral.Gateway.Events;

/// <summary>Server-sent events on one connection: a greeting, what the source has to say at each look, a sign of life when that was long ago.</summary>
static class SentEvents
{
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Until the listener leaves or the host stops; whoever listens comes back by itself.</summary>
    public static async Task<IResult> SendAsync(HttpContext context, IEventSource source)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var host = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context.Response, source, time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The ordinary end.
        }

        return Results.Empty;
    }

    static async Task SendAsync(HttpResponse response, IEventSource source, TimeProvider time, CancellationToken cancellation)
    {
        await source.BeginAsync(cancellation);
        await SayAsync(": hello\n\n");
        var quietSince = time.GetTimestamp();
        while (true)
        {
            var news = await source.LookAsync(cancellation);
            if (news.Length > 0)
                await SayAsync(news);
            else if (time.GetElapsedTime(quietSince) > KeepAlive)
                await SayAsync(": still here\n\n");
            await Task.Delay(source.Poll, time, cancellation);
        }

        async Task SayAsync(string text)
        {
            await response.WriteAsync(text, cancellation);
            await response.Body.FlushAsync(cancellation);
            quietSince = time.GetTimestamp();
        }
    }
}

/// <summary>What one connection listens to. It looks with a scope a time: who listens for hours holds no database connection.</summary>
interface IEventSource
{
    TimeSpan Poll { get; }

    /// <summary>Remembers how things stand: what is said is what came after.</summary>
    Task BeginAsync(CancellationToken cancellation);

    /// <summary>The events since the last look, as they are written; empty when there are none.</summary>
    Task<string> LookAsync(CancellationToken cancellation);
}
