namespace CptsReferral.Drills.Checking;

/// <summary>What a switchboard holds after it has come to rest: what its people are shown, what its tables say, what left the house.</summary>
sealed record Evidence
{
    /// <summary>Every referral that people of the drill asked for.</summary>
    public required IReadOnlyList<ReferralSeen> Referrals { get; init; }

    /// <summary>Everything that reached somebody: mails, calls of webhooks, inbox entries.</summary>
    public required IReadOnlyList<Arrival> Arrivals { get; init; }

    /// <summary>Messages that failed for good, by type and fault.</summary>
    public required IReadOnlyList<string> DeadLetters { get; init; }

    /// <summary>What lies in the broker's queues of failed messages, by queue.</summary>
    public IReadOnlyDictionary<string, int> ErrorQueues { get; init; } = new Dictionary<string, int>();

    /// <summary>Poison that the drill itself put onto queues.</summary>
    public int Poison { get; init; }

    /// <summary>Messages that were neither sent nor handled when patience ran out.</summary>
    public IReadOnlyList<string> Unfinished { get; init; } = [];

    /// <summary>When it was looked at.</summary>
    public DateTime LookedAtUtc { get; init; }

    /// <summary>Whom a move by nobody of the drill is allowed to come from.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>One referral, as the requester sees it and as the tables have it.</summary>
sealed record ReferralSeen
{
    public required Guid Id { get; init; }

    public required string Lane { get; init; }

    /// <summary>In kebab case, as on the wire.</summary>
    public required string Status { get; init; }

    public required Guid Requester { get; init; }

    public Guid? Holder { get; init; }

    public required int Version { get; init; }

    /// <summary>All that the requester reads in it: the question, the words of its moves, the answers.</summary>
    public required string Text { get; init; }

    /// <summary>The answer in force; null when there is none that the requester can open.</summary>
    public string? Answer { get; init; }

    public Guid? RedirectedFrom { get; init; }

    public Guid? RedirectedTo { get; init; }

    public required IReadOnlyList<MoveSeen> Timeline { get; init; }

    /// <summary>On how many places of its lane's worklist it stands.</summary>
    public int Places { get; init; }

    public ClockSeen? Clock { get; init; }

    /// <summary>Whether the requester may read it at all.</summary>
    public bool IsReadable { get; init; } = true;
}

/// <summary>One dated move. Kinds are those of the timeline, in kebab case.</summary>
sealed record MoveSeen(int Version, string Kind, Guid? By, DateTime AtUtc);

/// <summary>How the clock of a referral stands.</summary>
/// <param name="SeenVersion">The version that the routing saga has followed.</param>
/// <param name="NextAlarmUtc">When it means to act next.</param>
/// <param name="IsSet">Whether a message waits that will make it act.</param>
sealed record ClockSeen(int SeenVersion, DateTime? NextAlarmUtc, bool IsSet);

/// <summary>Something that somebody was told.</summary>
/// <param name="Channel"><c>mail</c>, <c>webhook</c> or <c>inbox</c>.</param>
/// <param name="Person">Who was told.</param>
/// <param name="About">Such as <c>answer</c>, or the subject of a mail.</param>
/// <param name="Identity">The same in every repeat: Message-ID, delivery id, inbox key.</param>
sealed record Arrival(string Channel, Guid Person, Guid Referral, string About, string Identity);
