using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace CptsReferral.Support.Api;

/// <summary>What came back: status, headers that matter, body.</summary>
public sealed record Reply(HttpStatusCode Status, string? ETag, string? Location, string? ContentType, string Text)
{
    /// <summary>Every header of the reply and of its body.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body as it came.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>SHA-256 of the body as it came.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The stable code of a problem.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Json.GetProperty("id").GetGuid();

    public string ReferralStatus => Json.GetProperty("status").GetString()!;

    /// <summary>Fields of the validation faults, in order.</summary>
    public IReadOnlyList<string> FaultyFields =>
        Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(error => error.GetProperty("field").GetString()!)] : [];

    public static async Task<Reply> OfAsync(HttpResponseMessage response, CancellationToken cancellation) => new(
        response.StatusCode,
        response.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null,
        response.Headers.Location?.ToString(),
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(cancellation))
    {
        Headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        Bytes = await response.Content.ReadAsByteArrayAsync(cancellation),
    };

    /// <summary>Shown when an expectation fails: never the body of a success, which may hold a patient.</summary>
    public override string ToString() => $"{(int)Status} {((int)Status >= 400 ? Text : "")}";
}
