namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>The handler runs inside the transaction that deletes its message from the journal.</summary>
internal sealed class InTransaction;

/// <summary>The handler runs first, the acknowledging transaction afterwards.</summary>
internal sealed class AfterSuccess;
