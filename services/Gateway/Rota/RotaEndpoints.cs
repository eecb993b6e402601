using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Rota;

/// <summary>Who is on duty for a desk, and when. Without a shift for an instant, everybody who answers the lane is told.</summary>
static class RotaEndpoints
{
    static readonly TimeSpan LongestShift = TimeSpan.FromDays(31);

    public static RouteGroupBuilder MapRota(this RouteGroupBuilder api)
    {
        api.MapGet("/rotas/{desk}", ListAsync)
            .Produces<Page<ShiftView>>().WithProblems(400)
            .WithName("getRota").WithSummary("The shifts of a desk that have not ended, the next to end first.");
        api.MapPost("/rotas/{desk}", AddAsync)
            .Produces<ShiftView>(StatusCodes.Status201Created).WithProblems(400, 403, 413, 415, 422)
            .WithName("addShift").WithSummary("Put a person on duty for a desk.");
        api.MapDelete("/rotas/{desk}/{id:guid}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("removeShift").WithSummary("Take a shift off the rota.");
        return api;
    }

    static async Task<IResult> ListAsync(string desk, CptsDbContext db, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var shifts = await db.Set<DutyShift>().AsNoTracking()
            .Where(shift => shift.Desk == desk && shift.ToUtc > now)
            .OrderBy(shift => shift.ToUtc).Take(Paging.MaxLimit).ToListAsync(cancellation);
        return TypedResults.Ok(new Page<ShiftView>([.. shifts.Select(ShiftView.Of)], Next: null));
    }

    static async Task<IResult> AddAsync(
        string desk, Caller caller, Body<NewShift> body, CptsDbContext db, LaneCatalogue lanes, TimeProvider time, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        if (body.Unreadable is { } unreadable)
            return Problem.From(unreadable);
        var faults = new Faults(body.Faults);
        var shift = body.Value;
        if ((await lanes.ListAsync(cancellation)).All(lane => lane.Desk.Code != desk))
            faults.Add("desk", "unknown-desk", "Aucune filière n'a ce groupe de réponse.", "No lane has this desk.");
        if (faults.Required("personId", shift?.PersonId) && !await db.Set<Person>().AnyAsync(person => person.Id == shift!.PersonId && person.Active, cancellation))
            faults.Add("personId", "unknown-person", "Cette personne n'existe pas.", "There is no such person.");
        if (faults.Required("from", shift?.From) & faults.Required("to", shift?.To) && (shift!.To <= shift.From || shift.To - shift.From > LongestShift))
            faults.Add("to", "out-of-range", "La fin suit le début, de 31 jours au plus.", "The end follows the start, by 31 days at most.");
        if (faults.Refusal is { } refusal)
            return Problem.From(refusal);

        var added = new DutyShift
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Desk = desk,
            PersonId = shift!.PersonId!.Value,
            FromUtc = shift.From!.Value.UtcDateTime,
            ToUtc = shift.To!.Value.UtcDateTime,
        };
        db.Add(added);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created($"/api/rotas/{desk}/{added.Id}", ShiftView.Of(added));
    }

    static async Task<IResult> RemoveAsync(string desk, Guid id, Caller caller, CptsDbContext db, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        return await db.Set<DutyShift>().Where(shift => shift.Id == id && shift.Desk == desk).ExecuteDeleteAsync(cancellation) > 0
            ? TypedResults.NoContent()
            : Problem.From(new NotFound("shift.unknown", "Cette garde n'existe pas.", "There is no such shift."));
    }
}

/// <summary>A person on duty from one instant to another; the end is the first instant off duty.</summary>
sealed record NewShift([property: Required] Guid? PersonId, [property: Required] DateTimeOffset? From, [property: Required] DateTimeOffset? To);

/// <summary>One shift.</summary>
sealed record ShiftView(Guid Id, string Desk, Guid PersonId, DateTimeOffset From, DateTimeOffset To)
{
    public static ShiftView Of(DutyShift shift) => new(shift.Id, shift.Desk, shift.PersonId, ParisTime.Of(shift.FromUtc), ParisTime.Of(shift.ToUtc));
}
