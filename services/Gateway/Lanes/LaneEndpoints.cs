using System.Text.Json.Nodes;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Lanes;

static class LaneEndpoints
{
    public static RouteGroupBuilder MapLanes(this RouteGroupBuilder api)
    {
        api.MapGet("/lanes", async (LaneCatalogue lanes, CancellationToken cancellation) =>
                TypedResults.Ok(new LaneList(await lanes.ListAsync(cancellation), Next: null)))
            .Produces<LaneList>().WithProblems()
            .WithName("listLanes").WithSummary("The catalogue: every lane in its current version.");
        api.MapGet("/lanes/{code}", GetAsync)
            .Produces<LaneDocument>().WithEntityTag().WithProblems(400, 404)
            .WithName("getLane").WithSummary("A lane's document: forms, clock, desk. ?version= for an earlier one.");
        api.MapGet("/lanes/{code}/doctors", (string code, Caller caller, NamedDoctors doctors, CancellationToken cancellation) =>
                Replies.OfAsync(doctors.ListAsync(code, caller, cancellation)))
            .Produces<Page<PersonView>>().WithProblems(403, 404)
            .WithName("listNamedDoctors").WithSummary("The doctors for whom the caller may post in this lane; the answer reaches both.");
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

    static Task<IResult> GetAsync(string code, int? version, LaneEditing lanes, HttpResponse response, CancellationToken cancellation) =>
        Replies.OfAsync(lanes.ReadAsync(code, version, cancellation), lane =>
        {
            response.Headers.ETag = Precondition.Tag(lane.Version);
            return TypedResults.Ok(lane);
        });

    static Task<IResult> PutAsync(
        string code, Caller caller, Precondition precondition, Body<JsonObject> body, LaneEditing lanes, HttpResponse response, CancellationToken cancellation) =>
        Replies.OfAsync(lanes.SaveAsync(code, caller, precondition, body, cancellation), saved =>
        {
            response.Headers.ETag = Precondition.Tag(saved.Document.Version);
            return saved.Created ? TypedResults.Created($"/api/lanes/{code}", saved.Document) : TypedResults.Ok(saved.Document);
        });
}

/// <summary>The catalogue; it fits one page.</summary>
sealed record LaneList(IReadOnlyList<LaneDocument> Items, string? Next);
