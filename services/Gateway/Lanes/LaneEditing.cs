using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Lanes;

/// <summary>Lanes as coordinators edit them and everybody reads them.</summary>
sealed class LaneEditing(LaneCatalogue lanes)
{
    static readonly Refusal Unknown = new NotFound("lane.unknown", "Cette filière n'existe pas.", "There is no such lane.");

    /// <summary>One version of a lane; the current one where none is named.</summary>
    public async Task<Outcome<LaneDocument>> ReadAsync(string code, int? version, CancellationToken cancellation) =>
        await (version is { } one ? lanes.GetAsync(code, one, cancellation) : lanes.GetCurrentAsync(code, cancellation)) is { } lane ? lane : Unknown;

    public async Task<Outcome<SavedLane>> SaveAsync(string code, Caller caller, Precondition precondition, Body<JsonObject> body, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (body.Refusal is { } unreadable)
            return unreadable;
        if (LaneDocumentValidation.Read(JsonSerializer.SerializeToElement(body.Value), out var faults) is not { } document)
            return new Invalid(faults);
        if (document.Code != code)
            return new Invalid([new Fault("code", "not-allowed", "Le code ne correspond pas à l'adresse.", "The code is not the one of the address.")]);

        var current = (await lanes.GetCurrentAsync(code, cancellation))?.Version ?? 0;
        if (precondition.Refuse(current) is { } stale)
            return stale;
        return await lanes.SaveAsync(document, current, caller.PersonId, cancellation) switch
        {
            LaneSaveOutcome.Saved saved => new SavedLane(saved.Document, Created: current == 0),
            LaneSaveOutcome.Refused refused => refused.Refusal,
            _ => throw new InvalidOperationException("A lane is saved or refused."),
        };
    }
}

/// <summary>A lane as it was stored: the first version of a new one, or the next of a known one.</summary>
sealed record SavedLane(LaneDocument Document, bool Created);
