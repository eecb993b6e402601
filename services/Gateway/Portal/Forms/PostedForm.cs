using System.Globalization;
using System.Text.Json;
using CptsReferral.Gateway.Referrals;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>What a person typed into a form, kept as typed so that it can be shown again, and read into what the commands take.
/// What cannot be read as its kind travels on as text: validation then says so about that field.</summary>
public sealed class PostedForm(IReadOnlyDictionary<string, StringValues> values)
{
    /// <summary>Ends the names of the two fields that a date and time may be asked in.</summary>
    public const string Day = ".day";

    public const string Hour = ".hour";

    // A day alone, or an hour alone, is no moment.
    static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];
    static readonly string[] DateFormats = ["yyyy-MM-dd", "ddMMyyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy"];

    public static PostedForm Empty { get; } = new(new Dictionary<string, StringValues>());

    public static PostedForm Of(IFormCollection form) => new(form.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));

    /// <summary>The names and values that the form can be rendered from again.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs =>
        values.SelectMany(typed => typed.Value.OfType<string>().Select(value => KeyValuePair.Create(typed.Key, value)));

    public IEnumerable<string> Names => values.Keys;

    /// <summary>The same form with other values in one field.</summary>
    public PostedForm With(string name, StringValues value) =>
        new(new Dictionary<string, StringValues>(values, StringComparer.Ordinal) { [name] = value });

    /// <summary>The same form with its fields under other names; a field whose name becomes null is left out.</summary>
    public PostedForm Renamed(Func<string, string?> rename) =>
        new(values.Where(field => rename(field.Key) is not null).ToDictionary(field => rename(field.Key)!, field => field.Value, StringComparer.Ordinal));

    /// <summary>What was typed; null when nothing was.</summary>
    public string? Text(string name) => values.TryGetValue(name, out var value) && value.ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Every value under one name, such as the boxes that were ticked.</summary>
    public IEnumerable<string> All(string name) => values.TryGetValue(name, out var all) ? all.OfType<string>() : [];

    public bool Has(string name, string value) => values.TryGetValue(name, out var all) && all.Contains(value);

    public IReadOnlyList<Guid> Ids(string name) =>
        values.TryGetValue(name, out var all) ? [.. all.Where(id => Guid.TryParse(id, out _)).Select(id => Guid.Parse(id!))] : [];

    /// <summary>A date and time in one field, or in two under its name: what was typed of it.</summary>
    public string? Moment(string name) => Text(name) ?? (Text(name + Day), Text(name + Hour)) switch
    {
        ({ } day, { } hour) => $"{day}T{hour}",
        (var day, var hour) => day ?? hour,
    };

    /// <summary>As a date field sends it, or as people write it.</summary>
    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(Text(name), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The lane's own fields, typed as its schema wants them; fields left empty are absent.</summary>
    public Dictionary<string, JsonElement> Answers(IEnumerable<LaneField> fields, string prefix)
    {
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (Answer(field, $"{prefix}.{field.Name}") is { } value)
                answers[field.Name] = value;
        }

        return answers;
    }

    JsonElement? Answer(LaneField field, string name)
    {
        if (field.Kind == FieldKind.ManyOf)
            return values.TryGetValue(name, out var many) && many.Count > 0 ? JsonSerializer.SerializeToElement(many.ToArray()) : null;
        if ((field.Kind == FieldKind.DateTime ? Moment(name) : Text(name)) is not { } text)
            return null;
        return field.Kind switch
        {
            FieldKind.YesNo when text is "true" or "false" => JsonSerializer.SerializeToElement(text == "true"),
            FieldKind.Number when decimal.TryParse(text.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonSerializer.SerializeToElement(number),
            FieldKind.DateTime when System.DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) => JsonSerializer.SerializeToElement(ParisTime.FromLocal(local)),
            _ => JsonSerializer.SerializeToElement(text),
        };
    }
}
