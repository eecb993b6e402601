namespace CptsReferral.Drills.Load;

/// <summary>Reads a desk's worklist to its end.</summary>
static class Worklists
{
    /// <returns>Every line in order; null when a page did not come.</returns>
    public static async Task<IReadOnlyList<Guid>?> ReadAsync(Member expert, string lane, int turn, RecordedCalls calls, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        var cursor = "";
        do
        {
            var (_, reply) = await calls.CallAsync(
                "worklist", "GET", "/api/worklists/{lane}", null, expert, turn, null, door => door.GetsAsync($"/api/worklists/{lane}?limit=200{cursor}", cancellation));
            if (reply is null)
                return null;
            ids.AddRange(reply.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = reply.Json.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return ids;
    }
}
