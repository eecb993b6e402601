using System.Globalization;
using System.Text.Json;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Portal.Paper;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>An answer between the page's form and what the desk's work takes.</summary>
static class AnswerReading
{
    public const string Prefix = "fields";
    public const string Text = "text";
    public const string Attachments = "attachments";

    public static Body<AnswerBody> Read(PostedForm form, IReadOnlyList<LaneField> fields, IReadOnlyList<Fault> unfit) =>
        Body<AnswerBody>.Of(new AnswerBody(form.Text(Text), form.Answers(fields, Prefix), form.Ids(Attachments), PaperReading.Of(form)), [.. PaperReading.FaultsOf(form), .. unfit]);

    /// <summary>An answer in force, to be corrected. Its files stay with the version that they came with.</summary>
    public static PostedForm AsForm(AnswerView answer, IReadOnlyList<LaneField> fields)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal) { [Text] = answer.Text ?? "" };
        foreach (var field in fields)
        {
            if (answer.Fields.TryGetValue(field.Name, out var value))
                values[$"{Prefix}.{field.Name}"] = Typed(field, value);
        }

        return new PostedForm(values);
    }

    /// <summary>A value as the fields of the page have it.</summary>
    public static StringValues Typed(LaneField field, JsonElement value) => field.Kind switch
    {
        FieldKind.ManyOf => value.EnumerateArray().Select(one => one.ToString()).ToArray(),
        FieldKind.YesNo or FieldKind.Number => value.GetRawText(),
        FieldKind.DateTime when value.TryGetDateTimeOffset(out var instant) =>
            ParisTime.Of(instant.UtcDateTime).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Whether a field can begin with a value: one that another version of the lane took need not be offered any more.</summary>
    public static bool Offers(this LaneField field, JsonElement value) => field.Kind switch
    {
        FieldKind.OneOf => field.Choices.Any(choice => choice.Code == value.ToString()),
        FieldKind.ManyOf => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => field.Choices.Any(choice => choice.Code == one.ToString())),
        FieldKind.YesNo => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldKind.Number => value.ValueKind == JsonValueKind.Number,
        _ => value.ValueKind == JsonValueKind.String,
    };
}
