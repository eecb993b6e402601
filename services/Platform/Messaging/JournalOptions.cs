namespace CptsReferral.Platform.Messaging;

/// <summary>Timings of the message journal (section <c>Bus:Journal</c>).</summary>
public sealed class JournalOptions
{
    /// <summary>How often due messages are looked for when nothing wakes the dispatcher.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Messages claimed at once.</summary>
    public int Batch { get; set; } = 100;

    /// <summary>
    /// Transport in memory only: messages of one destination that are sent and not handled yet; more of them wait in the journal.
    /// </summary>
    public int InMemoryAtMost { get; set; } = 200;

    /// <summary>How long a claim holds if its process dies.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one send may take before the bus counts as down.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A message sent and not handled for this long is sent again; the pause doubles each time.</summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Where the doubling of <see cref="ResendAfter"/> ends.</summary>
    public TimeSpan ResendAtMost { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A message that cannot be put on a healthy bus is parked after this many attempts.</summary>
    public int SendAttempts { get; set; } = 10;

    /// <summary>How long a handled message is remembered, so that a late copy changes nothing.</summary>
    public TimeSpan HandledRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often the gauges are read and old handled messages are forgotten.</summary>
    public TimeSpan Upkeep { get; set; } = TimeSpan.FromSeconds(10);
}
