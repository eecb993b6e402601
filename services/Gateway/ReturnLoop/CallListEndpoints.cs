using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.ReturnLoop;

/// <summary>Requesters to phone: they opened their answer on no channel. Who and which number, no content.</summary>
static class CallListEndpoints
{
    static readonly Refusal NotYours = new Forbidden("call-list.not-yours", "La liste d'appels est réservée au secrétariat et à la coordination.", "The call list is for the secretariat and the coordinators.");

    public static RouteGroupBuilder MapCallList(this RouteGroupBuilder api)
    {
        api.MapGet("/call-list", ListAsync)
            .Produces<Page<CallView>>().WithProblems(403)
            .WithName("getCallList").WithSummary("Requesters to phone: they opened their answer on no channel.");
        api.MapPost("/call-list/{referralId:guid}/settle", SettleAsync)
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("settleCall").WithSummary("Say that the requester was reached.");
        return api;
    }

    static async Task<IResult> ListAsync(Caller caller, CptsDbContext db, IOptions<CallListOptions> options, CancellationToken cancellation)
    {
        if (!MayCall(caller, options.Value))
            return Problem.From(NotYours);
        var rows = await db.Set<CallListEntry>().AsNoTracking().Where(c => c.SettledUtc == null)
            // Who opened it meanwhile need not be phoned.
            .Join(db.Set<Referral>().Where(r => r.OpenedUtc == null), c => c.ReferralId, r => r.Id, (call, referral) => new { call, referral.Reference })
            .Join(db.Set<Person>(), x => x.call.RequesterId, p => p.Id, (x, person) => new { x.call, x.Reference, person.DisplayName, person.Phone })
            .OrderBy(x => x.call.ListedUtc).Take(Paging.MaxLimit).ToListAsync(cancellation);
        return TypedResults.Ok(new Page<CallView>(
            [.. rows.Select(x => new CallView(x.call.ReferralId, x.Reference, x.call.Lane, x.DisplayName, x.Phone, ParisTime.Of(x.call.ListedUtc)))], Next: null));
    }

    static async Task<IResult> SettleAsync(Guid referralId, Caller caller, CptsDbContext db, IOptions<CallListOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        if (!MayCall(caller, options.Value))
            return Problem.From(NotYours);
        if (await db.Set<CallListEntry>().SingleOrDefaultAsync(c => c.ReferralId == referralId, cancellation) is not { } call)
            return Problem.From(new NotFound("call.unknown", "Cet appel n'existe pas.", "There is no such call."));
        if (call.SettledUtc is null)
        {
            call.SettledUtc = time.GetUtcNow().UtcDateTime;
            call.SettledBy = caller.PersonId;
            call.Version++;
            await db.SaveChangesAsync(cancellation);
        }

        return TypedResults.NoContent();
    }

    static bool MayCall(Caller caller, CallListOptions options) => caller.IsCoordinator || options.Callers.Contains(caller.Function);
}

/// <summary>One requester to phone.</summary>
sealed record CallView(Guid ReferralId, string Reference, string Lane, string Name, string? Phone, DateTimeOffset ListedAt);
