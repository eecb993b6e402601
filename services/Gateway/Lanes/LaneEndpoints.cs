using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Lanes;

static class LaneEndpoints
{
    static readonly Refusal Unknown = new NotFound("lane.unknown", "Cette filière n'existe pas.", "There is no such lane.");

    public static RouteGroupBuilder MapLanes(this RouteGroupBuilder api)
    {
        api.MapGet("/lanes", async (LaneCatalogue lanes, CancellationToken cancellation) =>
                TypedResults.Ok(new LaneList(await lanes.ListAsync(cancellation), Next: null)))
            .Produces<LaneList>().WithProblems()
            .WithName("listLanes").WithSummary("The catalogue: every lane in its current version.");
        api.MapGet("/lanes/{code}", GetAsync)
            .Produces<LaneDocument>().WithEntityTag().WithProblems(400, 404)
            .WithName("getLane").WithSummary("A lane's document: forms, clock, desk. ?version= for an earlier one.");
        api.MapPut("/lanes/{code}", PutAsync)
            .Produces<LaneDocument>().Produces<LaneDocument>(StatusCodes.Status201Created)
            .WithEntityTag().WithProblems(400, 403, 412, 413, 415, 422)
            .WithHeader("If-Match", "The version that you read; when somebody saved since, nothing is done.", required: false)
            .WithName("putLane").WithSummary("Save a new version of a lane, or a new lane. Requests keep the version they were posted under.");
        return api;
    }

    /// <summary>The JSON Schema that a lane's document follows.</summary>
    public static void MapLaneSchema(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/schemas/lane.json", () => TypedResults.Text(LaneSchema.Json, "application/schema+json"))
            .Produces<JsonObject>(StatusCodes.Status200OK, "application/schema+json")
            .AllowAnonymous().WithName("getLaneSchema").WithSummary("The JSON Schema of a lane's document.");

    static async Task<IResult> GetAsync(string code, int? version, LaneCatalogue lanes, HttpResponse response, CancellationToken cancellation)
    {
        var lane = version is { } one ? await lanes.GetAsync(code, one, cancellation) : await lanes.GetCurrentAsync(code, cancellation);
        if (lane is null)
            return Problem.From(Unknown);
        response.Headers.ETag = Precondition.Tag(lane.Version);
        return TypedResults.Ok(lane);
    }

    static async Task<IResult> PutAsync(
        string code, Caller caller, Precondition precondition, Body<JsonObject> body, LaneCatalogue lanes, HttpResponse response, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        if (body.Refusal is { } unreadable)
            return Problem.From(unreadable);
        var json = JsonSerializer.SerializeToElement(body.Value);
        if (LaneDocumentValidation.Read(json, out var faults) is not { } document)
            return Problem.From(new Invalid(faults));
        if (document.Code != code)
            return Problem.From(new Invalid([new Fault("code", "not-allowed", "Le code ne correspond pas à l'adresse.", "The code is not the one of the address.")]));

        var current = (await lanes.GetCurrentAsync(code, cancellation))?.Version ?? 0;
        if (precondition.Refuse(current) is { } stale)
            return Problem.From(stale);
        switch (await lanes.SaveAsync(document, current, caller.PersonId, cancellation))
        {
            case LaneSaveOutcome.Saved saved:
                response.Headers.ETag = Precondition.Tag(saved.Document.Version);
                return current == 0 ? TypedResults.Created($"/api/lanes/{code}", saved.Document) : TypedResults.Ok(saved.Document);
            case LaneSaveOutcome.Refused refused:
                return Problem.From(refused.Refusal);
            default:
                throw new InvalidOperationException("A lane is saved or refused.");
        }
    }
}

/// <summary>The catalogue; it fits one page.</summary>
sealed record LaneList(IReadOnlyList<LaneDocument> Items, string? Next);
