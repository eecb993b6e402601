using System.Text.Json;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Inbox;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Events;

/// <summary>Server-sent events of what concerns the caller: the entries of their inbox, as they come, from any process.</summary>
static class EventStream
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    // Rows are numbered before they commit: one that commits late may have a lower number than one already sent.
    const int LateRows = 200;

    public static RouteGroupBuilder MapEvents(this RouteGroupBuilder api)
    {
        api.MapGet("/events", StreamAsync)
            .Produces<InboxEvent>(StatusCodes.Status200OK, "text/event-stream").WithProblems(400)
            .WithHeader("Last-Event-ID", "Resume after this event; without it, only what is new from now on.", required: false)
            .WithName("streamEvents").WithSummary("Server-sent events of what concerns the caller, resumable.");
        api.MapGet("/inbox", (Caller caller, Inbox inbox, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(inbox.ListAsync(caller, cursor, limit, cancellation)))
            .Produces<Page<InboxEvent>>().WithProblems(400)
            .WithName("listInbox").WithSummary("The same entries as a list, newest first.");
        return api;
    }

    static async Task<IResult> StreamAsync(
        Caller caller, HttpContext context, IServiceScopeFactory scopes, IOptions<JsonOptions> json, TimeProvider time, IHostApplicationLifetime host)
    {
        var header = context.Request.Headers["Last-Event-ID"].ToString();
        long? resumeAfter = null;
        if (header.Length > 0 && !Inbox.TryReadId(header, out resumeAfter))
            return Problem.From(Unreadable.Header("Last-Event-ID"));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        try
        {
            await SendAsync(caller, context.Response, resumeAfter, scopes, json.Value.SerializerOptions, time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The listener left, or the host stops: the next connection resumes.
        }

        return TypedResults.Empty;
    }

    static async Task SendAsync(
        Caller caller, HttpResponse response, long? resumeAfter, IServiceScopeFactory scopes, JsonSerializerOptions json, TimeProvider time, CancellationToken cancellation)
    {
        var last = resumeAfter ?? await LastAsync(caller, scopes, cancellation);
        var floor = last;
        var sent = new HashSet<long>();
        await response.WriteAsync(": hello\n\n", cancellation);
        await response.Body.FlushAsync(cancellation);
        var quietSince = time.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            var news = await ReadAsync(caller, Math.Max(floor, last - LateRows), scopes, cancellation);
            foreach (var entry in news.Where(entry => sent.Add(entry.Id)))
            {
                var body = InboxEvent.Of(entry);
                await response.WriteAsync($"id: {entry.Id}\nevent: {entry.Kind}\ndata: {JsonSerializer.Serialize(body, json)}\n\n", cancellation);
                last = Math.Max(last, entry.Id);
                quietSince = 0;
            }

            if (quietSince == 0 || time.GetElapsedTime(quietSince) > KeepAlive)
            {
                if (quietSince != 0)
                    await response.WriteAsync(": still here\n\n", cancellation);
                await response.Body.FlushAsync(cancellation);
                quietSince = time.GetTimestamp();
                sent.RemoveWhere(id => id < last - LateRows);
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }

    static async Task<long> LastAsync(Caller caller, IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<InboxEntry>().AsNoTracking()
            .Where(e => e.PersonId == caller.PersonId).MaxAsync(e => (long?)e.Id, cancellation) ?? 0;
    }

    // A scope a poll: a connection that listens for hours holds no database connection.
    static async Task<List<InboxEntry>> ReadAsync(Caller caller, long after, IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<InboxEntry>().AsNoTracking()
            .Where(e => e.PersonId == caller.PersonId && e.Id > after).OrderBy(e => e.Id).Take(500).ToListAsync(cancellation);
    }
}

/// <summary>Something that concerns the caller: what, which referral, when. No content.</summary>
sealed record InboxEvent(long Id, string Kind, Guid ReferralId, string Lane, DateTimeOffset At)
{
    public static InboxEvent Of(InboxEntry entry) => new(entry.Id, entry.Kind, entry.ReferralId, entry.Lane, ParisTime.Of(entry.AtUtc));
}
