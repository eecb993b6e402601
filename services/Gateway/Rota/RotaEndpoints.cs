using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Rota;

namespace CptsReferral.Gateway.Rota;

static class RotaEndpoints
{
    public static RouteGroupBuilder MapRota(this RouteGroupBuilder api)
    {
        api.MapGet("/rotas/{desk}", async (string desk, DutyRota rota, CancellationToken cancellation) => TypedResults.Ok(await rota.ListAsync(desk, cancellation)))
            .Produces<Page<ShiftView>>().WithProblems(400)
            .WithName("getRota").WithSummary("The shifts of a desk that have not ended, the next to end first.");
        api.MapPost("/rotas/{desk}", (string desk, Caller caller, Body<NewShift> body, DutyRota rota, CancellationToken cancellation) =>
                Replies.OfAsync(rota.AddAsync(desk, caller, body, cancellation), shift => TypedResults.Created($"/api/rotas/{desk}/{shift.Id}", shift)))
            .Produces<ShiftView>(StatusCodes.Status201Created).WithProblems(400, 403, 413, 415, 422)
            .WithName("addShift").WithSummary("Put a person on duty for a desk.");
        api.MapDelete("/rotas/{desk}/{id:guid}", (string desk, Guid id, Caller caller, DutyRota rota, CancellationToken cancellation) =>
                Replies.OfAsync(rota.RemoveAsync(desk, id, caller, cancellation)))
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("removeShift").WithSummary("Take a shift off the rota.");
        return api;
    }
}

/// <summary>A person on duty from one instant to another; the end is the first instant off duty.</summary>
sealed record NewShift([property: Required] Guid? PersonId, [property: Required] DateTimeOffset? From, [property: Required] DateTimeOffset? To);

/// <summary>One shift.</summary>
sealed record ShiftView(Guid Id, string Desk, Guid PersonId, DateTimeOffset From, DateTimeOffset To)
{
    public static ShiftView Of(DutyShift shift) => new(shift.Id, shift.Desk, shift.PersonId, ParisTime.Of(shift.FromUtc), ParisTime.Of(shift.ToUtc));
}
