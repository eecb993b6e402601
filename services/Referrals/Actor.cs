namespace CptsReferral.Referrals;

/// <summary>Who makes a move.</summary>
/// <param name="PersonId">The person; null when the system acts by itself.</param>
/// <param name="Function">The person's function code, or <c>system</c>.</param>
public sealed record Actor(Guid? PersonId, string Function)
{
    /// <summary>The switchboard itself: queues, time-outs, delivery.</summary>
    public static Actor System { get; } = new(null, "system");
}
