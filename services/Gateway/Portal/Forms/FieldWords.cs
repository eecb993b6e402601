using System.Globalization;
using System.Text.Json;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Portal.Wording;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>What was answered to a lane's form, in the words of the form.</summary>
sealed class FieldWords(IStringLocalizer<FormTexts> texts, TimeWords time)
{
    /// <summary>The fields that were answered, in the order of the form.</summary>
    public IEnumerable<(LaneField Field, string Value)> Say(IReadOnlyList<LaneField> fields, IReadOnlyDictionary<string, JsonElement> answers)
    {
        foreach (var field in fields)
        {
            if (answers.TryGetValue(field.Name, out var value))
                yield return (field, Say(field, value));
        }
    }

    string Say(LaneField field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => texts["Yes"],
        JsonValueKind.False => texts["No"],
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Choice(field, item.ToString()))),
        JsonValueKind.Number => $"{value.GetDecimal().ToString(CultureInfo.CurrentCulture)} {field.Unit}".TrimEnd(),
        _ => Text(field, value.ToString()),
    };

    string Text(LaneField field, string value) => field.Kind switch
    {
        FieldKind.OneOf => Choice(field, value),
        FieldKind.Date when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var date) => TimeWords.Date(date),
        FieldKind.DateTime when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) => time.Moment(instant),
        _ => value,
    };

    static string Choice(LaneField field, string code) => field.Choices.FirstOrDefault(choice => choice.Code == code)?.Title.InThisLanguage() ?? code;
}
