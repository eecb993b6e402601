using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Events;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.ReturnLoop;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Server-sent events for a page that is open: "this referral changed", and to a desk who holds it now, so that nobody reaches for what a
/// colleague has; the page then offers to read it again. Nothing of its content. A page works without them. Each event says until when the stream
/// has looked: who comes back with that (<c>Last-Event-ID</c>, or <c>since</c> from a page that gave up its connection) is told what changed meanwhile.</summary>
static class LiveChanges
{
    // Of what one page shows, no more is watched.
    const int Inbox = 50;
    const int Lines = 500;
    const int Newest = 200;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/live").RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();
        live.MapGet("/mine", async (HttpContext context, CancellationToken _) => await StreamAsync(context, Mine(Caller.From(context.User)!.PersonId)));
        live.MapGet("/desks/{lane}", async (string lane, HttpContext context, LaneCatalogue lanes) =>
        {
            var caller = Caller.From(context.User)!;
            return await lanes.GetCurrentAsync(lane, context.RequestAborted) is { } document && caller.IsOnDesk(document)
                ? await StreamAsync(context, OpenIn(lane, caller))
                : Results.NotFound();
        });
        live.MapGet("/coordination", async (HttpContext context, CancellationToken _) =>
            Caller.From(context.User)!.IsCoordinator ? await StreamAsync(context, new([Breaches, Escalations, Calls])) : Results.NotFound());
        live.MapGet("/calls", async (HttpContext context, CallList calls) =>
            calls.IsFor(Caller.From(context.User)!) ? await StreamAsync(context, new([Calls])) : Results.NotFound());
        live.MapGet("/referrals/{id:guid}", async (Guid id, HttpContext context, CptsDbContext db, LaneCatalogue lanes) =>
        {
            if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, context.RequestAborted) is not { } referral)
                return Results.NotFound();
            var caller = Caller.From(context.User)!;
            var lane = await lanes.OfAsync(referral, context.RequestAborted);
            return ReferralAccess.RefuseReading(caller, referral, lane) is null
                ? await StreamAsync(context, One(id, caller.IsOnDesk(lane) ? caller : null))
                : Results.NotFound();
        });
    }

    static Task<IResult> StreamAsync(HttpContext context, LiveWatch watch) =>
        SentEvents.SendAsync(context, ActivatorUtilities.CreateInstance<ChangeSource>(context.RequestServices, watch, new LiveSince(Since(context.Request))));

    static LiveWatch Mine(Guid person) => new(
        [
            db => db.Set<InboxEntry>().Where(entry => entry.PersonId == person).OrderByDescending(entry => entry.Id).Take(Inbox)
                .Select(entry => new LiveMark(entry.ReferralId, entry.Id)),
        ],
        (db, since) => db.Set<InboxEntry>().Where(entry => entry.PersonId == person && entry.AtUtc > since).OrderByDescending(entry => entry.Id).Take(Inbox)
            .Select(entry => entry.ReferralId));

    // The open list only, along its index: the same rows whatever the history.
    static LiveWatch OpenIn(string lane, Caller caller) => new(
        [db => db.Set<Referral>().Where(r => r.Lane == lane && r.WorklistDueUtc != null).OrderBy(r => r.WorklistDueUtc).Take(Lines).Select(r => new LiveMark(r.Id, r.Version))],
        (db, since) => db.Set<Referral>().Where(r => r.Lane == lane && r.WorklistDueUtc != null && r.Moves.Any(move => move.AtUtc > since)).Take(Lines).Select(r => r.Id),
        caller);

    static LiveWatch One(Guid id, Caller? desk) => new(
        [db => db.Set<Referral>().Where(r => r.Id == id).Select(r => new LiveMark(r.Id, r.Version))],
        (db, since) => db.Set<Referral>().Where(r => r.Id == id && r.Moves.Any(move => move.AtUtc > since)).Select(r => r.Id),
        desk);

    // The newest only, along their index; later ones come up on a page of their own.
    static IQueryable<LiveMark> Breaches(CptsDbContext db) =>
        db.Set<Breach>().OrderByDescending(breach => breach.SortKey).Take(Newest).Select(breach => new LiveMark(breach.ReferralId, breach.Version));

    // Below zero: no version of a breach.
    static IQueryable<LiveMark> Escalations(CptsDbContext db) => db.Set<EscalationStep>().Waiting()
        .GroupBy(step => step.ReferralId).Select(steps => new LiveMark(steps.Key, -steps.LongCount()));

    static IQueryable<LiveMark> Calls(CptsDbContext db) => db.Set<CallListEntry>().Where(call => call.SettledUtc == null).Select(call => new LiveMark(call.ReferralId, long.MinValue));

    /// <summary>When the page was made that now listens, or until when its last stream has looked.</summary>
    static DateTime? Since(HttpRequest request)
    {
        var said = request.Headers["Last-Event-ID"] is { Count: > 0 } last ? last.ToString() : request.Query["since"].ToString();
        return long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
    }
}
