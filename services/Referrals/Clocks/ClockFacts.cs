namespace CptsReferral.Referrals.Clocks;

/// <summary>Everything that happened to a referral and that its clock depends on. All instants are UTC.</summary>
/// <param name="StartUtc">The referral was submitted.</param>
/// <param name="FirstResponseUtc">The first claim, whether or not it was given back since.</param>
/// <param name="CompletedUtc">Answered, declined, redirected or cancelled.</param>
/// <param name="ClaimedUtc">The claim that stands now; null while nobody holds the referral.</param>
public sealed record ClockFacts(
    DateTime StartUtc,
    DateTime? FirstResponseUtc,
    DateTime? CompletedUtc,
    DateTime? ClaimedUtc,
    IReadOnlyList<Pause> Pauses);
