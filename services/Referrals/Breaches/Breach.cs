using CptsReferral.Referrals.Content;

namespace CptsReferral.Referrals.Breaches;

/// <summary>A missed target, in the register that the coordinator works through. Carries times and codes, no clinical content.</summary>
public sealed class Breach(Guid id)
{
    /// <summary>In the place of a code: the cause is in <see cref="CauseWords"/>.</summary>
    public const string InWords = "in-words";

    public Guid Id { get; private set; } = id;

    /// <summary>The id in a form that every database sorts the same way: newest is greatest.</summary>
    public string SortKey { get; private set; } = id.ToString("N");

    public Guid ReferralId { get; set; }

    public string Lane { get; set; } = "";

    public int LaneVersion { get; set; }

    /// <summary>Code of the missed stage.</summary>
    public string Stage { get; set; } = "";

    public DateTime DueUtc { get; set; }

    public DateTime RecordedUtc { get; set; }

    /// <summary>When an answer was entered that shows that the target was kept, on paper (UTC); null when it was missed.</summary>
    public DateTime? KeptOnPaperUtc { get; set; }

    /// <summary>Code of the cause a coordinator set, or <see cref="InWords"/>; null until then.</summary>
    public string? Cause { get; set; }

    /// <summary>The cause in words of their own, sealed: nothing stops people from writing about a patient.</summary>
    public byte[]? CauseWords { get; set; }

    /// <summary>The key of <see cref="CauseWords"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? CauseWordsKey { get => SealedFormat.KeyOf(CauseWords); private set => _ = value; }

    public Guid? CauseSetBy { get; set; }

    public DateTime? CauseSetUtc { get; set; }

    public int Version { get; set; }
}
