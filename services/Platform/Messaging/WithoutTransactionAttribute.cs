namespace CptsReferral.Platform.Messaging;

/// <summary>
/// For consumers that reach outside (mail, webhook): no transaction is open while they run. They must be idempotent
/// by key, save their own facts, and are acknowledged in the journal, with what they published, once they succeed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutTransactionAttribute : Attribute;
