using System.Text.Json;

namespace CptsReferral.Fuzz.Description;

/// <summary>The description that a host publishes of itself: its operations, and the schemas of what they take.</summary>
sealed class ApiDescription
{
    readonly JsonElement root;

    ApiDescription(JsonElement root)
    {
        this.root = root;
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _)
               select Read(path.Name, operation),
        ];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static ApiDescription Parse(string json) => new(JsonElement.Parse(json));

    /// <summary>The schema itself, where one only names another.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema;
    }

    static ApiOperation Read(string path, JsonProperty operation)
    {
        var content = operation.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content") : default;
        IReadOnlyList<string> types = content.ValueKind == JsonValueKind.Object ? [.. content.EnumerateObject().Select(type => type.Name)] : [];
        return new ApiOperation(
            operation.Value.GetProperty("operationId").GetString()!,
            operation.Name.ToUpperInvariant(),
            path,
            operation.Value.TryGetProperty("parameters", out var parameters)
                ? [.. parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!)]
                : [],
            types.Contains("application/json") ? content.GetProperty("application/json").GetProperty("schema") : null,
            types,
            operation.Value.GetProperty("responses").EnumerateObject().Select(reply => int.TryParse(reply.Name, out var status) ? status : 0).ToHashSet());
    }
}
