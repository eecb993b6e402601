namespace CptsReferral.Platform.Messaging;

/// <summary>How messages travel, and how patient the endpoints are.</summary>
public sealed class BusOptions
{
    public const string Section = "Bus";

    public BusTransport? Transport { get; set; }

    /// <summary>amqp://user:password@host:port/virtual-host. Never logged and never part of a fault.</summary>
    public string Uri { get; set; } = "";

    /// <summary>
    /// host:port of each node of a cluster, in the order in which they are tried; <see cref="Uri"/> says the rest, and its host only names the
    /// cluster. Unset means the one node that <see cref="Uri"/> names.
    /// </summary>
    public string[]? Nodes { get; set; }

    /// <summary>Messages that one endpoint has in hand at once in one process; those that wait meanwhile are handled together.</summary>
    public int ConcurrentMessages { get; set; } = 64;

    /// <summary>Messages that share one transaction at most.</summary>
    public int HandledTogether { get; set; } = 32;

    /// <summary>Transactions of one endpoint at once in one process; each holds a connection to the database.</summary>
    public int ConcurrentUnits { get; set; } = 2;

    /// <summary>Handlers of one endpoint at once in one process that reach outside (mail, webhook); each is by itself.</summary>
    public int ConcurrentOutside { get; set; } = 16;

    /// <summary>Attempts after the first, at once and in memory; they settle conflicts and short locks.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>Pause before the first retry; each further one is twice as long.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Later attempts, each with its own pause, kept in the journal. Unset means 10 s, 1 min, 5 min.</summary>
    public TimeSpan[]? Redelivery { get; set; }

    public JournalOptions Journal { get; set; } = new();

    // An array cannot have its default in the initialiser: configuration would append to it.
    internal TimeSpan[] RedeliveryOrDefault =>
        Redelivery ?? [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    internal TimeSpan[] RetryDelays => [.. Enumerable.Range(0, Retries).Select(attempt => RetryDelay * Math.Pow(2, attempt))];
}
