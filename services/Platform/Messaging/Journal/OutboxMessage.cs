namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// A message that somebody has yet to handle. It is stored with the fact that caused it, sent when due, and deleted
/// in the transaction of the consumer that handled it; a row that stays is sent again.
/// </summary>
internal sealed class OutboxMessage
{
    /// <summary>Order of storing; the order of sending among messages due at the same time.</summary>
    public long Sequence { get; init; }

    public Guid MessageId { get; init; }

    /// <summary>Handle of a scheduled message, by which it can be cancelled.</summary>
    public Guid? TokenId { get; init; }

    public Guid? ConversationId { get; init; }

    public Guid? CorrelationId { get; init; }

    public Guid? InitiatorId { get; init; }

    public Guid? RequestId { get; init; }

    public string Destination { get; init; } = "";

    public string? SourceAddress { get; init; }

    public string? ResponseAddress { get; init; }

    public string? FaultAddress { get; init; }

    public string ContentType { get; init; } = "";

    /// <summary>URNs of the message's types, separated by semicolons.</summary>
    public string MessageType { get; init; } = "";

    public string Body { get; init; } = "";

    public string? Headers { get; init; }

    /// <summary>An answer to a waiting caller: nobody acknowledges it, so it is forgotten once sent.</summary>
    public bool IsReply { get; init; }

    public DateTime StoredUtc { get; init; }

    public DateTime? ExpiresUtc { get; init; }

    /// <summary>When the message wants to be on its way: its timer, or the moment it was stored.</summary>
    public DateTime DueUtc { get; init; }

    /// <summary>When the dispatcher looks at the row again, to send it or to send it once more. While it is claimed, that is the end of the claim: what others send
    /// is not met by those who look for what is due.</summary>
    public DateTime NextSendUtc { get; set; }

    public DateTime? SentUtc { get; init; }

    public int SendCount { get; init; }

    /// <summary>Failures to put it on a healthy bus.</summary>
    public int SendFaults { get; init; }

    /// <summary>Later attempts that a failing consumer has used up.</summary>
    public int Redeliveries { get; init; }

    public Guid? LockId { get; set; }

    public DateTime? LockedUntilUtc { get; set; }

    public DateTime? DeadUtc { get; init; }

    /// <summary>Type of the last fault. Its text is not kept: it could quote data.</summary>
    public string? FaultType { get; init; }
}
