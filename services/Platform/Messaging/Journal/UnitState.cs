namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>What a context holds for its unit of work beside its rows.</summary>
internal sealed class UnitState
{
    /// <summary>Messages that were journalled and are not saved yet.</summary>
    public List<OutboxMessage> NewMessages { get; } = [];

    /// <summary>Those that are saved, and not committed yet.</summary>
    public List<OutboxMessage> SavedMessages { get; } = [];

    /// <summary>Timers that were cancelled and are not ended yet.</summary>
    public HashSet<Guid> EndedTimers { get; } = [];

    /// <summary>While handlers work, what they save is held back: all of it is saved at once when they are done.</summary>
    public bool HoldsBack { get; set; }
}
