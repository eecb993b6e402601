namespace CptsReferral.Referrals.Clocks;

/// <summary>One act that the clock asks for, past or to come.</summary>
/// <param name="Stage">Code of the stage it belongs to; the last stage for a claim time-out.</param>
/// <param name="At">Fraction of the stage's duration (1 = the target itself).</param>
public sealed record ClockAct(string Stage, double At, ClockActKind Kind, DateTime DueUtc);
