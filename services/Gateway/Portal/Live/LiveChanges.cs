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

/// <summary>Server-sent events for a page that is open: "this referral changed", nothing more; the page then offers to read it again.
/// A page works without them.</summary>
static class LiveChanges
{
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

    static Task<IResult> StreamAsync(HttpContext context, IServiceScopeFactory scopes, Func<CptsDbContext, IQueryable<Mark>> watched) =>
        SentEvents.SendAsync(context, new ChangeSource(scopes, watched));
}
