using System.Text.Json;
using CptsReferral.Gateway.Portal.Forms;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>Fields whose answer the lane wants seen first, each with what was asked because of it (which device, what reaction).</summary>
static class MarkedFields
{
    public static IReadOnlyList<LaneField> Of(IReadOnlyList<LaneField> fields, IReadOnlyDictionary<string, JsonElement> answers)
    {
        var marked = fields.Where(field => Codes(answers, field.Name).Any(field.Alerts.Contains)).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. fields.Where(field => marked.Contains(field.Name)
                || field.Shown.Any(condition => marked.Contains(condition.Field) && Codes(answers, condition.Field).Any(condition.Values.Contains))),
        ];
    }

    static IEnumerable<string> Codes(IReadOnlyDictionary<string, JsonElement> answers, string name)
    {
        if (!answers.TryGetValue(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Select(one => one.ToString()),
            JsonValueKind.String => [value.GetString()!],
            _ => [value.GetRawText()],
        };
    }
}
