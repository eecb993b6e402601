using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Validation;

namespace CptsReferral.Gateway.Paper;

/// <summary>Something that was done on paper while the switchboard was out of reach, and is entered now.</summary>
public sealed record PaperBody(
    [property: Required, Description("When it was written down: its clocks run, or end, at that time. At most 31 days ago.")] DateTimeOffset? WrittenAt)
{
    /// <summary>Nobody enters older paper than this.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(31);

    /// <summary>Finds out when it was written.</summary>
    /// <param name="fromUtc">Before this it cannot have been; null when nothing is known of that.</param>
    /// <returns>Null when nothing was written on paper, or the time is a fault.</returns>
    internal static DateTime? Check(PaperBody? paper, DateTime? fromUtc, DateTime nowUtc, Faults faults)
    {
        if (paper is null || !faults.Required("paper.writtenAt", paper.WrittenAt))
            return null;
        var written = paper.WrittenAt!.Value.UtcDateTime;
        if (written > nowUtc)
            faults.Add("paper.writtenAt", "in-the-future", "Cette heure n'est pas encore passée.", "This time has not come yet.");
        else if (written < nowUtc - Oldest)
            faults.Add("paper.writtenAt", "too-old", "Un papier de plus de 31 jours ne se ressaisit plus.", "Paper older than 31 days is not entered any more.");
        else if (written < fromUtc)
            faults.Add("paper.writtenAt", "too-early", "À cette heure, la demande n'était pas encore faite, ou il y manquait une réponse.", "At that time it was not asked yet, or a reply to a question was missing.");
        else
            return written;
        return null;
    }
}
