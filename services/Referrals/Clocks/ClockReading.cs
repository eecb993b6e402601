namespace CptsReferral.Referrals.Clocks;

/// <summary>What the clock of a referral says at one instant.</summary>
/// <param name="DueUtc">Deadline of the earliest open stage; null while paused or done.</param>
/// <param name="Paused">The requester owes information.</param>
/// <param name="AtRisk">An open stage is past its last warning and not late yet.</param>
/// <param name="Breached">A stage is late, or was met late.</param>
/// <param name="Acts">Every act of the open stages in time order, past ones too; those beyond an open pause have no date and are left out.</param>
public sealed record ClockReading(
    IReadOnlyList<StageReading> Stages,
    DateTime? DueUtc,
    bool Paused,
    bool AtRisk,
    bool Breached,
    IReadOnlyList<ClockAct> Acts);
