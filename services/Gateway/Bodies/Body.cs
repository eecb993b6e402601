using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Bodies;

/// <summary>A JSON body read as <typeparamref name="T"/>. A member of the wrong type or an unknown member is a fault that names it; the rest
/// is still read, so that validation can list every fault at once.</summary>
sealed record Body<T>(T? Value, IReadOnlyList<Fault> Faults, Refusal? Unreadable) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>Texts are bounded far below this; photographs and tracings go through the attachments.</summary>
    const long MaxBytes = 512 * 1024;

    const int MaxFaults = 100;

    /// <summary>Why the body cannot be used at all: unreadable, or with faults.</summary>
    public Refusal? Refusal => Unreadable ?? (Faults.Count > 0 ? new Invalid(Faults) : null);

    /// <summary>What was read another way, such as a form of the portal, with the faults found in reading it.</summary>
    public static Body<T> Of(T value, IReadOnlyList<Fault>? faults = null) => new(value, faults ?? [], null);

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
            return Refuse(Problems.Unreadable.NotJson);
        if (context.Request.ContentLength > MaxBytes)
            return Refuse(Problems.Unreadable.TooLarge);

        var json = await ReadAsync(context);
        if (json is null)
            return Refuse(Problems.Unreadable.TooLarge);
        if (!IsText(json.Value.Span))
            return Refuse(Problems.Unreadable.Malformed);

        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return Read(json.Value.Span, options) is { } value ? new(value, [], null) : Refuse(Problems.Unreadable.Malformed);
        }
        catch (JsonException)
        {
            return ReadAroundFaults(json.Value, options);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    // A tree is otherwise read when it is looked at, and only then finds a name that stands in it twice.
    static T? Read(ReadOnlySpan<byte> json, JsonSerializerOptions options) => typeof(T) == typeof(JsonObject)
        ? JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as T
        : JsonSerializer.Deserialize<T>(json, options);

    static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    // Bytes that are not UTF-8, or half a surrogate pair in an escape: nothing that could be stored, compared or shown.
    static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return false;
        if (json.IndexOf("\\u"u8) < 0)
            return true;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            // Broken in another way, which the reading says.
        }

        return true;
    }

    // The serializer stops at the first fault and names its path: take that member out, note the fault, read again.
    static Body<T> ReadAroundFaults(ReadOnlyMemory<byte> json, JsonSerializerOptions options)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return Refuse(Problems.Unreadable.Malformed);
        }

        var faults = new List<Fault>();
        while (faults.Count < MaxFaults)
        {
            try
            {
                return new(root.Deserialize<T>(options), faults, null);
            }
            catch (JsonException exception) when (JsonPath.TryRemove(root, exception.Path, out var field))
            {
                faults.Add(JsonPath.LeadsTo(exception.Path!, typeof(T), options)
                    ? new Fault(field, "type", "La valeur n'a pas le type attendu.", "The value does not have the expected type.")
                    : new Fault(field, "unknown-field", "Ce champ n'existe pas.", "There is no such field."));
            }
            catch (JsonException)
            {
                return Refuse(Problems.Unreadable.Malformed);
            }
        }

        return new(null, faults, null);
    }

    static Body<T> Refuse(Refusal refusal) => new(null, [], refusal);
}
