namespace CptsReferral.Support.Delivery;

/// <summary>A referral with something to bring home.</summary>
/// <param name="Version">The version of the move that has to come home.</param>
public sealed record HomeboundReferral(Guid Id, string Reference, string Lane, int Version, DateTime OccurredUtc, Guid RequesterId);

/// <summary>One notice as its row shows it.</summary>
public sealed record NoticeSheet(
    Guid Id, string Kind, string Channel, bool Reminder, int Attempts, DateTime? SentUtc, DateTime? FailedUtc, string? FailureCode, DateTime? WithdrawnUtc);

/// <summary>One inbox entry as its owner sees it.</summary>
public sealed record InboxSheet(Guid ReferralId, string Lane, string Kind);
