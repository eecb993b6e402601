using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>A request while it is made; mutations change it.</summary>
sealed class Draft(ApiOperation? operation, string path)
{
    // Accents as they are: a client that escapes them all tests less.
    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 2000 };

    byte[]? bytes;

    public ApiOperation? Operation => operation;

    public string Method { get; set; } = operation?.Method ?? "GET";

    /// <summary>With its values in place.</summary>
    public string Path { get; set; } = path;

    /// <summary>Names and values as they go over the line.</summary>
    public List<(string Name, string Value)> Query { get; } = [];

    /// <summary>Each character is a byte.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    public JsonNode? Json { get; set; }

    public string? ContentType { get; set; }

    public Framing Framing { get; set; }

    /// <summary>Who calls; null is nobody.</summary>
    public Member? Caller { get; set; }

    /// <summary>A token that nobody was given, in the place of the caller's.</summary>
    public string? Token { get; set; }

    /// <summary>The referral that was taken out of the stock for it.</summary>
    public KnownReferral? Referral { get; set; }

    /// <summary>The files that were taken out of the stock for it.</summary>
    public IReadOnlyList<KnownFile> Files { get; set; } = [];

    /// <summary>No file of this kind may be accepted.</summary>
    public bool MustBeRefused { get; set; }

    /// <summary>The file that it brings, where that says more than the mutation does.</summary>
    public string? File { get; set; }

    /// <summary>The server may hang up in the middle of it.</summary>
    public bool MayBeCut { get; set; }

    /// <summary>The body as it goes over the line.</summary>
    public byte[] Bytes
    {
        get => bytes ?? (Json is null ? [] : Encoding.UTF8.GetBytes(Json.ToJsonString(Plain)));
        set => bytes = value;
    }

    public void Set(string header, string value)
    {
        Headers.RemoveAll(one => one.Name.Equals(header, StringComparison.OrdinalIgnoreCase));
        Headers.Add((header, value));
    }
}
