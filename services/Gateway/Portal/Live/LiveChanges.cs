using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.ReturnLoop;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Server-sent events for a page that is open: "this referral changed", nothing more; the page then offers to read it again.
/// A page works without them.</summary>
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
        live.MapGet("/coordination", async (HttpContext context, IServiceScopeFactory scopes) =>
            Caller.From(context.User)!.IsCoordinator ? await StreamAsync(context, scopes, Breaches, Escalations, Calls) : Results.NotFound());
        live.MapGet("/calls", async (HttpContext context, CallList calls, IServiceScopeFactory scopes) =>
            calls.IsFor(Caller.From(context.User)!) ? await StreamAsync(context, scopes, Calls) : Results.NotFound());
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

    static async Task<IResult> StreamAsync(HttpContext context, IServiceScopeFactory scopes, params Func<CptsDbContext, IQueryable<Mark>>[] watched)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var host = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context.Response, scopes, watched, time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left, or the host stops: the browser comes back by itself.
        }

        return Results.Empty;
    }

    static async Task SendAsync(
        HttpResponse response, IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>>[] watched, TimeProvider time, CancellationToken cancellation)
    {
        var known = await ReadAsync(scopes, watched, cancellation);
        await SayAsync(": hello\n\n");
        var quietSince = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Poll, time, cancellation);
            var present = await ReadAsync(scopes, watched, cancellation);
            foreach (var referral in Changed(known, present))
                await SayAsync($"event: change\ndata: {{\"referral\":\"{referral}\"}}\n\n");
            known = present;
            if (time.GetElapsedTime(quietSince) > KeepAlive)
                await SayAsync(": still here\n\n");
        }

        async Task SayAsync(string text)
        {
            await response.WriteAsync(text, cancellation);
            await response.Body.FlushAsync(cancellation);
            quietSince = time.GetTimestamp();
        }
    }

    // New, gone, or another version.
    static IEnumerable<Guid> Changed(HashSet<Mark> before, HashSet<Mark> now) =>
        before.Except(now).Concat(now.Except(before)).Select(mark => mark.Referral).Distinct();

    // A scope a poll: a page that is open for hours holds no database connection.
    static async Task<HashSet<Mark>> ReadAsync(IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>>[] watched, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        var marks = new HashSet<Mark>();
        foreach (var read in watched)
            marks.UnionWith(await read(db).AsNoTracking().ToListAsync(cancellation));
        return marks;
    }

    // The newest only, along their index; later ones come up on a page of their own.
    static IQueryable<Mark> Breaches(CptsDbContext db) => db.Set<Breach>().OrderByDescending(breach => breach.SortKey).Take(200).Select(breach => new Mark(breach.ReferralId, breach.Version));

    // Below zero: no version of a breach.
    static IQueryable<Mark> Escalations(CptsDbContext db) => db.Set<EscalationStep>().Where(step => step.WaitingSinceUtc != null)
        .GroupBy(step => step.ReferralId).Select(steps => new Mark(steps.Key, -steps.LongCount()));

    static IQueryable<Mark> Calls(CptsDbContext db) => db.Set<CallListEntry>().Where(call => call.SettledUtc == null).Select(call => new Mark(call.ReferralId, long.MinValue));

    sealed record Mark(Guid Referral, long Version);
}
