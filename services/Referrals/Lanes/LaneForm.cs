using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Forms of a lane: JSON Schema 2020-12, restricted to a profile that any generic form client can follow.</summary>
public static class LaneForm
{
    /// <summary>All faults of the answers to a form; empty when they are valid.</summary>
    /// <param name="path">What the fields of the faults start with, like <c>answers</c> or <c>fields</c>.</param>
    public static IReadOnlyList<Fault> Validate(JsonElement schema, JsonElement answers, string path) => [];
}
