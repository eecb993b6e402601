namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>A fact that a spec stores.</summary>
public sealed class Note
{
    public Guid Id { get; init; }

    public string Text { get; set; } = "";

    public NoteKind Kind { get; init; }

    public DateTime WrittenUtc { get; init; }
}

public enum NoteKind
{
    Plain,
    Urgent,
}
