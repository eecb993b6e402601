using System.Text.Json;

namespace CptsReferral.Drills.History;

/// <summary>The published description of the API: which answers it announces for which call.</summary>
static class Description
{
    static readonly Dictionary<(string Method, string Path), HashSet<int>> Announced = Read();

    /// <summary>Whether the description names this status for a call.</summary>
    /// <param name="path">As in the description, such as <c>/api/referrals/{id}/claim</c>.</param>
    public static bool Announces(string method, string path, int status) =>
        Announced.TryGetValue((method, path), out var statuses) && statuses.Contains(status);

    static Dictionary<(string Method, string Path), HashSet<int>> Read()
    {
        using var stream = typeof(Description).Assembly.GetManifestResourceStream("openapi.json")!;
        using var document = JsonDocument.Parse(stream);
        var announced = new Dictionary<(string Method, string Path), HashSet<int>>();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(part => part.Value.ValueKind == JsonValueKind.Object && part.Value.TryGetProperty("responses", out _)))
            {
                announced[(operation.Name.ToUpperInvariant(), path.Name)] =
                    [.. operation.Value.GetProperty("responses").EnumerateObject().Select(reply => int.TryParse(reply.Name, out var status) ? status : 0)];
            }
        }

        return announced;
    }
}
