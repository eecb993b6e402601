using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>
/// Evaluates the part of JSON Schema 2020-12 that lane forms and the schema of the lane document itself use, collecting every fault in
/// both languages. Keywords outside that part are refused when a lane is saved, so that they are never silently ignored here.
/// </summary>
internal sealed class SchemaReading
{
    readonly JsonElement root;
    readonly List<Fault> faults = [];

    SchemaReading(JsonElement root) => this.root = root;

    internal static IReadOnlyList<Fault> Faults(JsonElement schema, JsonElement value, string path)
    {
        if (!IsReadable(value))
            return [SchemaFaults.Unreadable(path)];
        var reading = new SchemaReading(schema);
        reading.Read(schema, value, path, properties: default);
        return reading.faults;
    }

    /// <param name="properties">The fields around a branch of <c>allOf</c>, which names them without describing them.</param>
    void Read(JsonElement schema, JsonElement value, string path, JsonElement properties)
    {
        schema = Resolve(schema);
        var label = FieldLabel.Of(schema, path);
        if (schema.TryGetProperty("type", out var type) && !HasType(value, type.GetString()))
        {
            faults.Add(SchemaFaults.Type(path, label, type.GetString()));
            return;
        }

        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
            faults.Add(SchemaFaults.Const(path, label, schema));
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)))
            faults.Add(SchemaFaults.NotAllowed(path, label));

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(schema, value, path, properties);
                break;
            case JsonValueKind.Array:
                ReadArray(schema, value, path, label);
                break;
            case JsonValueKind.String:
                faults.AddRange(TextRules.Faults(schema, value.GetString()!, path, label));
                break;
            case JsonValueKind.Number:
                ReadNumber(schema, value, path, label);
                break;
        }
    }

    void ReadObject(JsonElement schema, JsonElement value, string path, JsonElement outerProperties)
    {
        var properties = schema.TryGetProperty("properties", out var own) ? own : default;
        var known = outerProperties.ValueKind is JsonValueKind.Object ? outerProperties : properties;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                    AddOnce(SchemaFaults.Required(Join(path, name), Describe(known, name, path)));
            }
        }

        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        var names = schema.TryGetProperty("propertyNames", out var naming) ? naming : default;
        foreach (var field in value.EnumerateObject())
        {
            var fieldPath = Join(path, field.Name);
            if (properties.ValueKind is JsonValueKind.Object && properties.TryGetProperty(field.Name, out var fieldSchema))
                Read(fieldSchema, field.Value, fieldPath, default);
            else if (others.ValueKind is JsonValueKind.False)
                AddOnce(SchemaFaults.UnknownField(fieldPath));
            else if (others.ValueKind is JsonValueKind.Object)
                Read(others, field.Value, fieldPath, default);

            if (names.ValueKind is JsonValueKind.Object)
                faults.AddRange(TextRules.Faults(Resolve(names), field.Name, fieldPath, FieldLabel.Of(names, fieldPath)));
        }

        if (schema.TryGetProperty("allOf", out var branches))
        {
            foreach (var branch in branches.EnumerateArray())
                ReadBranch(branch, value, path, known);
        }
    }

    void ReadBranch(JsonElement branch, JsonElement value, string path, JsonElement properties)
    {
        if (!branch.TryGetProperty("if", out var condition))
            Read(branch, value, path, properties);
        else if (Holds(condition, value) && branch.TryGetProperty("then", out var then))
            Read(then, value, path, properties);
    }

    bool Holds(JsonElement condition, JsonElement value)
    {
        var quiet = new SchemaReading(root);
        quiet.Read(condition, value, "", default);
        return quiet.faults.Count is 0;
    }

    void ReadArray(JsonElement schema, JsonElement value, string path, FieldLabel label)
    {
        var count = value.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var min) && count < min.Whole())
            faults.Add(SchemaFaults.TooFew(path, label, min.Whole()));
        if (schema.TryGetProperty("maxItems", out var max) && count > max.Whole())
            faults.Add(SchemaFaults.TooMany(path, label, max.Whole()));

        var items = schema.TryGetProperty("items", out var itemSchema) ? itemSchema : default;
        var unique = schema.TryGetProperty("uniqueItems", out var distinct) && distinct.ValueKind is JsonValueKind.True;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var itemPath = $"{path}[{index++}]";
            if (items.ValueKind is JsonValueKind.Object)
                Read(items, item, itemPath, default);
            if (unique && !seen.Add(item.GetRawText()))
                faults.Add(SchemaFaults.Duplicate(itemPath, label));
        }
    }

    void ReadNumber(JsonElement schema, JsonElement value, string path, FieldLabel label)
    {
        var number = value.GetDouble();
        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDouble())
            faults.Add(SchemaFaults.TooSmall(path, label, min.GetRawText()));
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDouble())
            faults.Add(SchemaFaults.TooLarge(path, label, max.GetRawText()));
    }

    void AddOnce(Fault fault)
    {
        if (!faults.Exists(known => known.Field == fault.Field && known.Code == fault.Code))
            faults.Add(fault);
    }

    FieldLabel Describe(JsonElement properties, string name, string path) =>
        properties.ValueKind is JsonValueKind.Object && properties.TryGetProperty(name, out var field)
            ? FieldLabel.Of(Resolve(field), Join(path, name))
            : FieldLabel.Of(default, Join(path, name));

    /// <summary>Local references only: <c>#/definitions/text</c>.</summary>
    JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(root, (node, step) => node.GetProperty(step));
    }

    static bool HasType(JsonElement value, string? type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number && double.IsFinite(value.GetDouble()),
        // 3.0 is an integer in JSON Schema.
        "integer" => value.ValueKind is JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => true,
    };

    /// <summary>Half a surrogate pair is valid JSON and no text: nothing could store it.</summary>
    static bool IsReadable(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(field => field.Name is not null && IsReadable(field.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static string Join(string path, string name) => path.Length is 0 ? name : $"{path}.{name}";
}
