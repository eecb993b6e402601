using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>
/// Forms of a lane: JSON Schema 2020-12, restricted to a profile that any generic form client can follow. An object without additional
/// properties; fields that are strings (enum, format, lengths, pattern), booleans, numbers or arrays of enum strings; fields required
/// always, or by <c>allOf</c> of <c>if</c>/<c>then</c>. A red flag or an exclusion is a required boolean whose only valid value is
/// <c>false</c>; <c>x-red-flag</c> and <c>x-exclusion</c> say why to a person. French stands in <c>title</c> and <c>description</c>,
/// English in <c>x-en</c>, the words of an enum in <c>x-labels</c>; <c>x-alert</c> lists the values that the desk sees first, <c>x-usual</c> is what
/// is answered nearly always. What a form begins with, which decides nothing: <c>default</c>, <c>x-from-request</c>, <c>x-carry-over</c>;
/// <c>x-ahead</c> offers the next days.
/// </summary>
public static class LaneForm
{
    /// <summary>Before the name of a field of the request, where an answer's form speaks of it.</summary>
    public const string OfRequest = "request.";

    /// <summary>All faults of the answers to a form; empty when they are valid.</summary>
    /// <param name="path">What the fields of the faults start with, like <c>answers</c> or <c>fields</c>.</param>
    public static IReadOnlyList<Fault> Validate(JsonElement schema, JsonElement answers, string path) =>
        SchemaReading.Faults(schema, answers, path);
}
