using System.Text.Json;

namespace CptsReferral.Fuzz.Description;

/// <summary>One operation of the description, or one of the portal's own that are in no description.</summary>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Parameters">Those of the query; those of the path are in the path.</param>
/// <param name="Body">Schema of a JSON body; null where none is taken.</param>
/// <param name="BodyTypes">Media types of the body.</param>
/// <param name="Statuses">What it may answer; empty where nothing is announced.</param>
sealed record ApiOperation(
    string Id, string Method, string Path, IReadOnlyList<string> Parameters, JsonElement? Body, IReadOnlyList<string> BodyTypes, IReadOnlySet<int> Statuses)
{
    public bool Writes => Method is not ("GET" or "HEAD");

    /// <summary>Whether the description speaks of it.</summary>
    public bool IsDescribed => Statuses.Count > 0;

    /// <summary>An operation that is in no description.</summary>
    public static ApiOperation Of(string id, string method, string path) => new(id, method, path, [], null, [], new HashSet<int>());

    public override string ToString() => $"{Method} {Path}";
}
