using System.Security.Cryptography;
using System.Text;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Server-sent events for a page that is open: "this referral changed", nothing more; the page then offers to read it again.
/// A page works without them. Each event says where the stream stands: who comes back with that (<c>Last-Event-ID</c>, or <c>since</c> from a page that
/// gave up its connection) is told if anything changed meanwhile.</summary>
static class LiveChanges
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/live").RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();
        live.MapGet("/mine", (HttpContext context, IServiceScopeFactory scopes) =>
        {
            var person = Caller.From(context.User)!.PersonId;
            return StreamAsync(context, scopes, db => db.Set<InboxEntry>().Where(entry => entry.PersonId == person)
                .OrderByDescending(entry => entry.Id).Take(50).Select(entry => new Mark(entry.ReferralId, entry.Id)));
        });
        live.MapGet("/desks/{lane}", async (string lane, HttpContext context, LaneCatalogue lanes, IServiceScopeFactory scopes) =>
        {
            if (await lanes.GetCurrentAsync(lane, context.RequestAborted) is not { } document || !Caller.From(context.User)!.IsOnDesk(document))
                return Results.NotFound();
            // The open list only, along its index: the same rows whatever the history.
            return await StreamAsync(context, scopes, db => db.Set<Referral>().Where(r => r.Lane == lane && r.WorklistDueUtc != null)
                .OrderBy(r => r.WorklistDueUtc).Take(500).Select(r => new Mark(r.Id, r.Version)));
        });
        live.MapGet("/referrals/{id:guid}", async (Guid id, HttpContext context, CptsDbContext db, LaneCatalogue lanes, IServiceScopeFactory scopes) =>
        {
            if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, context.RequestAborted) is not { } referral
                || ReferralAccess.RefuseReading(Caller.From(context.User)!, referral, await lanes.OfAsync(referral, context.RequestAborted)) is not null)
            {
                return Results.NotFound();
            }

            return await StreamAsync(context, scopes, found => found.Set<Referral>().Where(r => r.Id == id).Select(r => new Mark(r.Id, r.Version)));
        });
    }

    static async Task<IResult> StreamAsync(HttpContext context, IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>> watched)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var host = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context, scopes, watched, time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left, or the host stops: the browser comes back by itself.
        }

        return Results.Empty;
    }

    static async Task SendAsync(
        HttpContext context, IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>> watched, TimeProvider time, CancellationToken cancellation)
    {
        var known = await ReadAsync(scopes, watched, cancellation);
        var standing = StandingOf(known);
        await SayAsync($"id: {standing}\nevent: standing\ndata: {{}}\n\n");
        if (Since(context.Request) is { Length: > 0 } since && since != standing)
            await SayAsync("event: change\ndata: {\"referral\":null}\n\n");
        var quietSince = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Poll, time, cancellation);
            var present = await ReadAsync(scopes, watched, cancellation);
            if (!present.SetEquals(known))
                standing = StandingOf(present);
            foreach (var referral in Changed(known, present))
                await SayAsync($"id: {standing}\nevent: change\ndata: {{\"referral\":\"{referral}\"}}\n\n");
            known = present;
            if (time.GetElapsedTime(quietSince) > KeepAlive)
                await SayAsync(": still here\n\n");
        }

        async Task SayAsync(string text)
        {
            await context.Response.WriteAsync(text, cancellation);
            await context.Response.Body.FlushAsync(cancellation);
            quietSince = time.GetTimestamp();
        }
    }

    static string Since(HttpRequest request) => request.Headers["Last-Event-ID"] is { Count: > 0 } last ? last.ToString() : request.Query["since"].ToString();

    // The same in every process, and nothing that could be read back.
    static string StandingOf(HashSet<Mark> marks) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(
        string.Join('\n', marks.Select(mark => $"{mark.Referral} {mark.Version}").Order(StringComparer.Ordinal)))).AsSpan(0, 8));

    // New, gone, or another version.
    static IEnumerable<Guid> Changed(HashSet<Mark> before, HashSet<Mark> now) =>
        before.Except(now).Concat(now.Except(before)).Select(mark => mark.Referral).Distinct();

    // A scope a poll: a page that is open for hours holds no database connection.
    static async Task<HashSet<Mark>> ReadAsync(IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>> watched, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await watched(scope.ServiceProvider.GetRequiredService<CptsDbContext>()).AsNoTracking().ToHashSetAsync(cancellation);
    }

    sealed record Mark(Guid Referral, long Version);
}
