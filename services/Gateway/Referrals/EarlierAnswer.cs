using System.Text.Json;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Referrals;

/// <summary>What one's own answer said, with what had been asked: of both only the fields that a lane carries over, or compares to do so.</summary>
sealed record EarlierAnswer(IReadOnlyDictionary<string, JsonElement> Fields, IReadOnlyDictionary<string, JsonElement> Request)
{
    /// <summary>Whether these fields are the same; neither having one is the same too.</summary>
    public bool IsSame(EarlierAnswer other, IEnumerable<string> names) => names.All(name => (Of(name), other.Of(name)) switch
    {
        ({ } mine, { } theirs) => JsonElement.DeepEquals(mine, theirs),
        (var mine, var theirs) => mine is null && theirs is null,
    });

    /// <summary>Nothing but the named fields.</summary>
    public EarlierAnswer Only(IReadOnlySet<string> names) => new(
        Fields.Where(field => names.Contains(field.Key)).ToDictionary(StringComparer.Ordinal),
        Request.Where(field => names.Contains(LaneForm.OfRequest + field.Key)).ToDictionary(StringComparer.Ordinal));

    JsonElement? Of(string name) => name.StartsWith(LaneForm.OfRequest, StringComparison.Ordinal)
        ? Value(Request, name[LaneForm.OfRequest.Length..])
        : Value(Fields, name);

    static JsonElement? Value(IReadOnlyDictionary<string, JsonElement> of, string name) => of.TryGetValue(name, out var value) ? value : null;
}
