using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace CptsReferral.Referrals.Lanes;

/// <summary>
/// ISO 8601 durations with whole days, hours, minutes and seconds (<c>PT24H</c>, <c>P2DT30M</c>); months and years have no fixed length.
/// Whole hours are written as hours, as people state their targets: <c>PT72H</c>, not <c>P3D</c>.
/// </summary>
public sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc />
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A duration like PT24H is expected.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Format(value));
    }

    internal static string Format(TimeSpan value) =>
        value.Ticks % TimeSpan.TicksPerHour is 0 ? $"PT{value.Ticks / TimeSpan.TicksPerHour}H" : XmlConvert.ToString(value);

    internal static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        if (text is null || text.AsSpan(0, Math.Max(0, text.IndexOf('T', StringComparison.Ordinal))).ContainsAny('Y', 'M')
            || (!text.Contains('T', StringComparison.Ordinal) && text.AsSpan().ContainsAny('Y', 'M')))
        {
            return false;
        }

        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
