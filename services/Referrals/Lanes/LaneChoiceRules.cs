using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Codes are said once, and attachments can be satisfied.</summary>
internal static class LaneChoiceRules
{
    internal static IEnumerable<Fault> Faults(JsonElement document) =>
    [
        .. SaidOnce(document.At("indications"), "indications"),
        .. SaidOnce(document.At("declineReasons"), "declineReasons"),
        .. SaidOnce(document.At("attachments").At("wanted"), "attachments.wanted"),
        .. Attachments(document.At("attachments")),
    ];

    static IEnumerable<Fault> Attachments(JsonElement attachments)
    {
        if (attachments.At("min").Number() > attachments.At("max").Number())
            yield return new Fault("attachments.max", "too-small", "Le maximum est inférieur au minimum.", "The maximum is below the minimum.");
        if (attachments.At("max").Number() > 0 && attachments.At("kinds") is { ValueKind: JsonValueKind.Array } kinds && kinds.GetArrayLength() is 0)
        {
            yield return new Fault(
                "attachments.kinds", "too-few", "Des pièces jointes sont permises, mais d'aucun type.", "Attachments are allowed, but of no kind.");
        }
    }

    internal static IEnumerable<Fault> SaidOnce(JsonElement items, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Items().Index())
        {
            if (item.At("code").Text() is { } code && !seen.Add(code))
                yield return new Fault($"{path}[{index}].code", "duplicate", $"Le code « {code} » est donné deux fois.", $"The code “{code}” is given twice.");
        }
    }
}
