namespace CptsReferral.Platform.Messaging;

/// <summary>One stray message, without its content. It tells that something happened which this database does not know.</summary>
public sealed class StrayMessage
{
    public Guid MessageId { get; init; }

    /// <summary>Name of the message's type, without its namespace.</summary>
    public string Type { get; init; } = "";

    /// <summary>Queue it came from.</summary>
    public string Queue { get; init; } = "";

    /// <summary>The referral it is about; null when it names none.</summary>
    public Guid? ReferralId { get; init; }

    /// <summary>When it was stored by the database that is no more.</summary>
    public DateTime? SentUtc { get; init; }

    public DateTime ArrivedUtc { get; init; }
}
