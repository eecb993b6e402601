namespace CptsReferral.Floor;

/// <summary>What the messages say: ids and times, nothing about a patient.</summary>
sealed record Referral(Guid Id, string Lane, DateTime SubmittedAt, DateTime DueAt);
