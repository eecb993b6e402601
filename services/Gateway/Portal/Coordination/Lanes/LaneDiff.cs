using System.Text.Json;
using CptsReferral.Referrals.Lanes;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>What changed between two versions of a lane, as lines of its document.</summary>
static class LaneDiff
{
    /// <summary>Lines shown around a change.</summary>
    const int Around = 3;

    public static string Text(LaneDocument document) => JsonSerializer.Serialize(document, LaneDraft.Readable);

    public static IEnumerable<DifferenceLine> Of(LaneDocument older, LaneDocument newer)
    {
        var lines = InlineDiffBuilder.Diff(Text(older), Text(newer)).Lines;
        var lastShown = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsNearChange(lines, i))
                continue;
            if (lastShown >= 0 && i > lastShown + 1)
                yield return new DifferenceLine(null, "…");
            lastShown = i;
            yield return new DifferenceLine(KindOf(lines[i]), lines[i].Text);
        }
    }

    static bool IsNearChange(List<DiffPiece> lines, int index)
    {
        for (var i = Math.Max(0, index - Around); i <= Math.Min(lines.Count - 1, index + Around); i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
                return true;
        }

        return false;
    }

    static bool? KindOf(DiffPiece line) => line.Type switch
    {
        ChangeType.Inserted => true,
        ChangeType.Deleted => false,
        _ => null,
    };
}

/// <summary>One line; <paramref name="Kind"/> is true for added, false for removed, null for unchanged.</summary>
sealed record DifferenceLine(bool? Kind, string Text);
