using System.Globalization;
using System.Security.Claims;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Events;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Server-sent events for a page that is open: "this referral changed", and to a desk who holds it now, so that nobody reaches for what a
/// colleague has; the page then offers to read it again. Nothing of its content. A page works without them.</summary>
static class LiveChanges
{
    // Of what one page shows, no more is watched.
    const int Inbox = 50;
    const int Lines = 500;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/live").RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();
        live.MapGet("/mine", (HttpContext context, ClaimsPrincipal person) => StreamAsync(context, Mine(Caller.From(person)!.PersonId)));
        live.MapGet("/desks/{lane}", async (string lane, HttpContext context, LaneCatalogue lanes) =>
        {
            var caller = Caller.From(context.User)!;
            return await lanes.GetCurrentAsync(lane, context.RequestAborted) is { } document && caller.IsOnDesk(document)
                ? await StreamAsync(context, OpenIn(lane, caller))
                : Results.NotFound();
        });
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
        SentEvents.SendAsync(context, new ChangeSource(context.RequestServices.GetRequiredService<IServiceScopeFactory>(), watch, Since(context)));

    static LiveWatch Mine(Guid person) => new(
        db => db.Set<InboxEntry>().Where(entry => entry.PersonId == person).OrderByDescending(entry => entry.Id).Take(Inbox)
            .Select(entry => new LiveMark(entry.ReferralId, entry.Id)),
        (db, since) => db.Set<InboxEntry>().Where(entry => entry.PersonId == person && entry.AtUtc > since).OrderByDescending(entry => entry.Id).Take(Inbox)
            .Select(entry => entry.ReferralId),
        Desk: null);

    // The open list only, along its index: the same rows whatever the history.
    static LiveWatch OpenIn(string lane, Caller caller) => new(
        db => db.Set<Referral>().Where(r => r.Lane == lane && r.WorklistDueUtc != null).OrderBy(r => r.WorklistDueUtc).Take(Lines).Select(r => new LiveMark(r.Id, r.Version)),
        (db, since) => db.Set<Referral>().Where(r => r.Lane == lane && r.WorklistDueUtc != null && r.Moves.Any(move => move.AtUtc > since)).Take(Lines).Select(r => r.Id),
        caller);

    static LiveWatch One(Guid id, Caller? desk) => new(
        db => db.Set<Referral>().Where(r => r.Id == id).Select(r => new LiveMark(r.Id, r.Version)),
        (db, since) => db.Set<Referral>().Where(r => r.Id == id && r.Moves.Any(move => move.AtUtc > since)).Select(r => r.Id),
        desk);

    /// <summary>When the page was made that now listens.</summary>
    static DateTime? Since(HttpContext context) =>
        long.TryParse(context.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
}
