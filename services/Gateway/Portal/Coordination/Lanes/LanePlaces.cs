using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>Where on the page a fault of a lane's document belongs: to its field, to the line or the list around it, else to the document as text.</summary>
sealed class LanePlaces(JsonObject document, PostedForm form)
{
    public const string Document = "document";

    const string Stages = "clock.stages";

    readonly HashSet<string> places =
    [
        Stages,
        .. LaneSetting.Of(document).Select(setting => setting.Path),
        .. form.Names.Where(name => !IsHidden(name)),
        .. LineNames(form),
        .. ((string[])[LaneStops.RedFlag, LaneStops.Exclusion]).SelectMany(kind => LaneStops.Of(document, kind)).Select(name => $"{LaneStops.Path}.{name}"),
    ];

    /// <summary>The id of the element to look at.</summary>
    public string Of(Fault fault)
    {
        for (var path = fault.Field; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('.'), path.LastIndexOf('['))])
        {
            if (places.Contains(path))
                return FieldId.Of(path.EndsWith(".calendar", StringComparison.Ordinal) ? path + ".kind" : path);
            if (path.LastIndexOfAny(['.', '[']) < 0)
                break;
        }

        return Document;
    }

    static IEnumerable<string> LineNames(PostedForm form) =>
        form.Names.Where(name => name.Contains("].", StringComparison.Ordinal) && !name.StartsWith(Stages, StringComparison.Ordinal))
            .Select(name => name[..(name.LastIndexOf(']') + 1)]);

    // They go with their line, and nobody types them.
    static bool IsHidden(string name) => name.Split("].") is [_, "code" or "rest" or "stage"];
}
