namespace CptsReferral.Gateway.Portal.Live;

/// <summary>When the page of this request began to be made: whatever it shows was read later, and what changes from then on is news to it.</summary>
sealed class PageMoment(TimeProvider time)
{
    public DateTimeOffset At { get; } = time.GetUtcNow();
}
