namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>How a message that arrived stands with the journal.</summary>
internal enum MessageStanding
{
    /// <summary>It is to be handled.</summary>
    Owed,

    /// <summary>A copy of it was handled before.</summary>
    Handled,

    /// <summary>A timer that was cancelled while it was on its way.</summary>
    Cancelled,

    /// <summary>The journal sent it, says the message, but this database knows nothing of it: it is older than the broker's state.</summary>
    Stray,
}
