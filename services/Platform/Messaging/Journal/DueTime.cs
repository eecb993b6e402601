namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Travels with a send to the journal: not before this instant, and cancellable by this token.</summary>
internal sealed record DueTime(DateTime Utc, Guid TokenId);
