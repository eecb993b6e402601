using CptsReferral.Referrals.Content;

namespace CptsReferral.Referrals.Breaches;

/// <summary>Proof that a step of the escalation ladder acted. One row per referral, stage, act, fraction and claim.</summary>
public sealed class EscalationStep
{
    public Guid Id { get; set; }

    public Guid ReferralId { get; set; }

    public string Lane { get; set; } = "";

    public string Stage { get; set; } = "";

    /// <summary>What was done, as in the lane's document.</summary>
    public string Act { get; set; } = "";

    /// <summary>When it was due and when it was done (UTC): the difference is the lateness of the clock.</summary>
    public DateTime DueUtc { get; set; }

    public DateTime DoneUtc { get; set; }

    /// <summary>Since when a coordinator has to act on it; null when nobody has to, or somebody did.</summary>
    public DateTime? WaitingSinceUtc { get; set; }

    public DateTime? HandledUtc { get; set; }

    public Guid? HandledBy { get; set; }

    /// <summary>What the coordinator did, in their words, sealed.</summary>
    public byte[]? HandledWords { get; set; }

    /// <summary>The key of <see cref="HandledWords"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? HandledWordsKey { get => SealedFormat.KeyOf(HandledWords); private set => _ = value; }
}
