namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>The referral that messages of a type are about: their property <c>ReferralId</c>, by which a row is found among all that wait.
/// No interface says it: each interface of a message is one more exchange on the broker.</summary>
internal static class Subject<T>
    where T : class
{
    private static readonly Func<T, Guid>? Read = typeof(T).GetProperty("ReferralId", typeof(Guid))?.GetMethod?.CreateDelegate<Func<T, Guid>>();

    public static Guid? Of(T message) => Read?.Invoke(message);
}
