using System.Data.Common;
using System.Text.Json;

namespace CptsReferral.Standalone.Backups;

/// <summary>A kind of value that every engine stores, and how it stands in JSON: nothing is rounded, no engine's own spelling is kept.</summary>
sealed class StoredValue(Action<Utf8JsonWriter, DbDataReader, int> write, Func<JsonElement, object> read)
{
    static readonly Dictionary<Type, StoredValue> Kinds = new()
    {
        [typeof(string)] = new((json, row, at) => json.WriteStringValue(row.GetString(at)), value => value.GetString()!),
        [typeof(Guid)] = new((json, row, at) => json.WriteStringValue(row.GetGuid(at)), value => value.GetGuid()),
        [typeof(DateTime)] = new((json, row, at) => json.WriteStringValue(Utc(row.GetDateTime(at))), value => Utc(value.GetDateTime())),
        [typeof(int)] = new((json, row, at) => json.WriteNumberValue(row.GetInt32(at)), value => value.GetInt32()),
        // Unknown to two engines: there it is a long.
        [typeof(uint)] = new((json, row, at) => json.WriteNumberValue(row.GetInt64(at)), value => value.GetInt64()),
        [typeof(long)] = new((json, row, at) => json.WriteNumberValue(row.GetInt64(at)), value => value.GetInt64()),
        [typeof(bool)] = new((json, row, at) => json.WriteBooleanValue(row.GetBoolean(at)), value => value.GetBoolean()),
        // One engine has arrays; the others keep the same as text.
        [typeof(string[])] = new((json, row, at) => json.WriteStringValue(JsonSerializer.Serialize(row.GetFieldValue<string[]>(at))), value => JsonSerializer.Deserialize<string[]>(value.GetString()!)!),
        [typeof(byte[])] = new((json, row, at) => json.WriteBase64StringValue(row.GetFieldValue<byte[]>(at)), value => value.GetBytesFromBase64()),
    };

    /// <exception cref="NotSupportedException">The model stores something new: it needs a line above.</exception>
    public static StoredValue Of(Type type) =>
        Kinds.GetValueOrDefault(type) ?? throw new NotSupportedException($"A backup does not know how to write a {type.Name}.");

    public void Write(Utf8JsonWriter json, DbDataReader row, int at)
    {
        if (row.IsDBNull(at))
            json.WriteNullValue();
        else
            write(json, row, at);
    }

    public object Read(JsonElement value) => value.ValueKind == JsonValueKind.Null ? DBNull.Value : read(value);

    // Engines give instants back without saying that they are UTC.
    static DateTime Utc(DateTime stored) => DateTime.SpecifyKind(stored, DateTimeKind.Utc);
}
