using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>
/// What a form must keep to beyond its schema, so that a client which knows only JSON Schema can fill it: names that exist, keywords
/// that fit the type, words for every choice, bounds for every text, an example beside every pattern.
/// </summary>
internal static class LaneFormRules
{
    static readonly Dictionary<string, string[]> KeywordsByType = new(StringComparer.Ordinal)
    {
        ["string"] = ["enum", "format", "minLength", "maxLength", "pattern", "examples", "x-labels", "x-alert", "x-usual", "default", "x-ahead"],
        ["boolean"] = ["const", "x-red-flag", "x-exclusion", "x-alert", "x-usual", "default"],
        ["integer"] = ["minimum", "maximum", "x-unit", "examples"],
        ["number"] = ["minimum", "maximum", "x-unit", "examples"],
        ["array"] = ["items", "minItems", "maxItems", "uniqueItems", "x-labels", "x-alert"],
    };

    static readonly HashSet<string> OnAnyType = new(StringComparer.Ordinal) { "type", "title", "description", "x-en", "x-from-request", "x-carry-over" };

    /// <param name="request">The form of the request, of which an answer may take something over.</param>
    internal static IEnumerable<Fault> Faults(JsonElement form, string path, JsonElement request = default)
    {
        var properties = form.At("properties");
        var reachable = form.At("required").Texts()
            .Concat(form.At("allOf").Items().SelectMany(rule => rule.At("then").At("required").Texts()))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. UnknownNames(form.At("required"), properties, $"{path}.required"),
            .. form.At("allOf").Items().Index().SelectMany(rule => Rule(rule.Item, properties, $"{path}.allOf[{rule.Index}]")),
            .. properties.Fields().SelectMany(field => Field(field.Value, $"{path}.properties.{field.Name}", reachable.Contains(field.Name))),
            .. properties.Fields().SelectMany(field => LaneStartRules.Faults(field, properties, request, $"{path}.properties.{field.Name}")),
        ];
    }

    static IEnumerable<Fault> Field(JsonElement field, string path, bool required)
    {
        var type = field.At("type").Text();
        if (type is null || !KeywordsByType.TryGetValue(type, out var fitting))
            yield break;

        foreach (var keyword in field.Fields().Select(keyword => keyword.Name).Where(name => !OnAnyType.Contains(name) && !fitting.Contains(name)))
            yield return Misplaced($"{path}.{keyword}", keyword, type);

        var faults = type switch
        {
            "string" => Text(field, path).Concat(Alerts(field, field.At("enum").Texts(), path)),
            "boolean" => Flag(field, path, required).Concat(Alerts(field, ["true", "false"], path)),
            "array" => List(field, path).Concat(Alerts(field, field.At("items").At("enum").Texts(), path)),
            _ => Order(field, path, "minimum", "maximum"),
        };
        foreach (var fault in faults)
            yield return fault;
        if (field.Has("x-usual") && !IsUsual(field, field.At("x-usual")))
        {
            yield return new Fault(
                $"{path}.x-usual", "not-allowed",
                "L'habituel est une valeur de la liste, « now » pour une date et heure, false pour une question, un texte fr et en pour un texte libre ; pas pour un signal d'alerte.",
                "The usual is a value of the list, “now” for a date and time, false for a question, words fr and en for a free text; not for a red flag.");
        }
    }

    // A question that may stop the request is looked at each time.
    static bool IsUsual(JsonElement field, JsonElement usual) => usual.ValueKind switch
    {
        JsonValueKind.False => field.At("type").Text() is "boolean" && !field.Has("const"),
        JsonValueKind.String => field.Has("enum") ? field.At("enum").Texts().Contains(usual.Text()) : field.At("format").Text() is "date-time" && usual.Text() is "now",
        JsonValueKind.Object => field.At("type").Text() is "string" && !field.Has("enum") && !field.Has("format") && usual.At("fr").Text() is { Length: > 0 } && usual.At("en").Text() is { Length: > 0 },
        _ => false,
    };

    static IEnumerable<Fault> Text(JsonElement field, string path)
    {
        if (field.Has("enum"))
        {
            foreach (var fault in Labels(field.At("enum"), field.At("x-labels"), path))
                yield return fault;
        }
        else if (!field.Has("format") && !field.Has("maxLength"))
        {
            yield return new Fault(
                $"{path}.maxLength", "required", "Un texte libre a une longueur maximale.", "A free text has a maximum length.");
        }

        foreach (var fault in Order(field, path, "minLength", "maxLength"))
            yield return fault;

        if (field.At("pattern").Text() is not { } pattern)
            yield break;
        if (!TextRules.IsPattern(pattern))
        {
            yield return new Fault(
                $"{path}.pattern", "pattern", "Cette expression n'est pas utilisable (ni référence arrière, ni assertion).",
                "This expression cannot be used (no back references, no look-around).");
        }
        else if (!field.At("examples").Texts().Any(example => TextRules.IsMatch(example, pattern)))
        {
            yield return new Fault(
                $"{path}.examples", "required", "Une expression demande un exemple qui la satisfait.", "A pattern needs an example that matches it.");
        }
    }

    static IEnumerable<Fault> Flag(JsonElement field, string path, bool required)
    {
        var (red, exclusion) = (field.Has("x-red-flag"), field.Has("x-exclusion"));
        if (field.Has("const") != (red || exclusion) || (red && exclusion))
        {
            yield return new Fault(
                path, "flag", "« const: false » va avec un seul message : x-red-flag ou x-exclusion.",
                "“const: false” goes with exactly one message: x-red-flag or x-exclusion.");
        }

        if ((red || exclusion) && !required)
        {
            yield return new Fault(
                path, "flag-not-required", "Un signal d'alerte ou une exclusion doit être une question obligatoire.",
                "A red flag or an exclusion must be a required question.");
        }
    }

    static IEnumerable<Fault> List(JsonElement field, string path)
    {
        if (!field.Has("items"))
            yield return new Fault($"{path}.items", "required", "Une liste nomme ses valeurs.", "A list names its values.");
        foreach (var fault in Order(field, path, "minItems", "maxItems"))
            yield return fault;
        foreach (var fault in Labels(field.At("items").At("enum"), field.At("x-labels"), path))
            yield return fault;
    }

    static IEnumerable<Fault> Labels(JsonElement values, JsonElement labels, string path)
    {
        foreach (var value in values.Texts().Where(value => !labels.Has(value)))
        {
            yield return new Fault(
                $"{path}.x-labels.{value}", "required", $"La valeur « {value} » n'a pas de libellé.", $"The value “{value}” has no label.");
        }

        var known = values.Texts().ToHashSet(StringComparer.Ordinal);
        foreach (var label in labels.Fields().Where(label => !known.Contains(label.Name)))
            yield return Unknown($"{path}.x-labels.{label.Name}", label.Name);
    }

    static IEnumerable<Fault> Alerts(JsonElement field, IEnumerable<string> values, string path) =>
        field.At("x-alert").Texts().Except(values, StringComparer.Ordinal).Select(value => Unknown($"{path}.x-alert", value));

    static IEnumerable<Fault> Order(JsonElement field, string path, string low, string high)
    {
        if (field.At(low).Number() > field.At(high).Number())
            yield return new Fault($"{path}.{high}", "too-small", $"« {high} » est inférieur à « {low} ».", $"“{high}” is below “{low}”.");
    }

    static IEnumerable<Fault> Rule(JsonElement rule, JsonElement properties, string path)
    {
        var condition = rule.At("if");
        foreach (var fault in UnknownNames(condition.At("required"), properties, $"{path}.if.required"))
            yield return fault;
        foreach (var fault in UnknownNames(rule.At("then").At("required"), properties, $"{path}.then.required"))
            yield return fault;

        var asked = condition.At("required").Texts().ToHashSet(StringComparer.Ordinal);
        foreach (var test in condition.At("properties").Fields())
        {
            var testPath = $"{path}.if.properties.{test.Name}";
            if (!properties.Has(test.Name))
                yield return Unknown(testPath, test.Name);
            // Without it the condition would hold for whoever leaves the field out.
            if (!asked.Contains(test.Name))
            {
                yield return new Fault(
                    $"{path}.if.required", "required", $"Une condition sur « {test.Name} » le demande aussi dans « required ».",
                    $"A condition on “{test.Name}” also names it in “required”.");
            }

            if (test.Value.Has("const") == test.Value.Has("enum") || !CanHold(test.Value, properties.At(test.Name)))
            {
                yield return new Fault(
                    testPath, "not-allowed", "La condition compare le champ à une valeur (const) ou à plusieurs (enum) qu'il peut avoir.",
                    "The condition compares the field with one value (const) or several (enum) that it can have.");
            }
        }
    }

    static bool CanHold(JsonElement test, JsonElement field)
    {
        if (field.ValueKind is JsonValueKind.Undefined)
            return true;
        JsonElement[] wanted = test.Has("const") ? [test.At("const")] : [.. test.At("enum").Items()];
        return wanted.All(value => field.At("type").Text() switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "string" => value.Text() is { } text && (!field.Has("enum") || field.At("enum").Texts().Contains(text)),
            "integer" or "number" => value.Number() is not null,
            _ => false,
        });
    }

    static IEnumerable<Fault> UnknownNames(JsonElement names, JsonElement properties, string path) =>
        names.Texts().Where(name => !properties.Has(name)).Select(name => Unknown(path, name));

    static Fault Unknown(string path, string name) =>
        new(path, "unknown-field", $"« {name} » n'existe pas dans ce formulaire.", $"“{name}” does not exist in this form.");

    static Fault Misplaced(string path, string keyword, string type) =>
        new(path, "not-allowed", $"« {keyword} » ne va pas avec le type « {type} ».", $"“{keyword}” does not go with the type “{type}”.");
}
