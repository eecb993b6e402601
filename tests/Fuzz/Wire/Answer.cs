using System.Text;
using System.Text.Json;

namespace CptsReferral.Fuzz.Wire;

/// <summary>What came back over the line.</summary>
/// <param name="Status">0 when nothing came: the line was closed, or there was silence.</param>
sealed record Answer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, TimeSpan Took)
{
    JsonElement? json;

    public static Answer Silence(TimeSpan took) => new(0, [], [], took);

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string ContentType => (Header("Content-Type") ?? "").Split(';')[0].Trim();

    /// <summary>Whether the switchboard itself saw the request; what the web server cannot even read it answers alone, without a body.</summary>
    public bool IsOurs => Header("X-Content-Type-Options") is not null;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body, when it is a JSON object.</summary>
    public JsonElement? Json
    {
        get
        {
            if (json is not null || !ContentType.EndsWith("json", StringComparison.Ordinal))
                return json;
            try
            {
                using var document = JsonDocument.Parse(Body);
                json = document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }

            return json is { ValueKind: JsonValueKind.Object } ? json : json = null;
        }
    }

    /// <summary>A member of the body; null when there is none.</summary>
    public string? Member(string name) => Json is { } body && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public override string ToString() => $"{(Status == 0 ? "no answer" : Status)} after {Took.TotalSeconds:F1} s{(Status >= 400 ? " " + Text[..Math.Min(Text.Length, 300)] : "")}";
}
