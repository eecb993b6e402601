using System.Globalization;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>What a button does with a line of a list before anything is checked or saved; the form comes back with it done, without a script.</summary>
/// <param name="Where">The line; for a new one the list, and of the ladder its stage.</param>
sealed record LineStep(string What, string Where)
{
    public const string Add = "add";
    public const string Remove = "remove";
    public const string Up = "up";
    public const string Down = "down";

    /// <summary>The value of the button.</summary>
    public static string Say(string what, string where) => $"{what}:{where}";

    /// <summary>Null for a button that does something else.</summary>
    public static LineStep? Of(string? step) => step?.Split(':', 2) is [var what, var where] ? new LineStep(what, where) : null;

    /// <summary>The list that gets an empty line.</summary>
    public string? Adding => What == Add ? Where : null;

    /// <summary>The lines as they stand afterwards.</summary>
    public PostedForm On(PostedForm form) => What switch
    {
        Remove => FormLines.Without(form, Where),
        Up => Moved(form, -1),
        Down => Moved(form, 1),
        _ => form,
    };

    /// <summary>What stands in the document under a name of its own, not in a list.</summary>
    public void On(JsonObject document)
    {
        if (Where == LaneStages.FirstResponse)
            LaneStages.Change(document, wanted: What == Add);
        else if (What == Remove && Where.StartsWith(LaneStops.Path, StringComparison.Ordinal))
            LaneStops.Remove(document, Where[LaneStops.Path.Length..].TrimStart('.'));
    }

    PostedForm Moved(PostedForm form, int by)
    {
        if (Where.LastIndexOf('[') is not (> 0 and var bracket) || !int.TryParse(Where[(bracket + 1)..].TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return form;
        var list = Where[..bracket];
        if (list == LadderText.Path)
            return LadderText.Moved(form, line, by);
        var lines = FormLines.Of(form, list).ToList();
        var place = lines.IndexOf(line) + by;
        return lines.Contains(line) && place >= 0 && place < lines.Count ? FormLines.Exchanged(form, Where, FormLines.Name(list, lines[place])) : form;
    }
}
