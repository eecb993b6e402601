using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>What a first visit costs on the line, headers included.</summary>
sealed class Weight
{
    readonly List<IRequest> finished = [];

    public Weight(IBrowserContext context) => context.RequestFinished += (_, request) =>
    {
        lock (finished)
            finished.Add(request);
    };

    /// <summary>Bytes of everything but photographs, and how many requests stand between a person and a readable page.</summary>
    public async Task<(int Bytes, int Requests, int Blocking, string Heaviest)> WeighAsync()
    {
        List<IRequest> all;
        lock (finished)
            all = [.. finished];
        var bytes = 0;
        var each = new List<(string Name, int Bytes)>();
        foreach (var request in all.Where(request => !new Uri(request.Url).AbsolutePath.StartsWith("/files/", StringComparison.Ordinal)))
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
            each.Add((new Uri(request.Url).Segments[^1], sizes.ResponseBodySize + sizes.ResponseHeadersSize));
        }

        return (bytes, all.Count, all.Count(request => request.ResourceType is "document" or "stylesheet" or "font"),
            string.Join(", ", each.OrderByDescending(one => one.Bytes).Select(one => $"{one.Name} {one.Bytes}")));
    }
}
