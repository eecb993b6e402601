namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>What the database knows of a message.</summary>
/// <param name="Rows">Its rows of the journal: mostly one.</param>
/// <param name="Handlers">Who has handled it.</param>
internal sealed record KnownMessage(Guid MessageId, IReadOnlyList<long> Rows, IReadOnlyList<Guid> Handlers);
