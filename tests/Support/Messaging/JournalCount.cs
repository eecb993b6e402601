namespace CptsReferral.Support.Messaging;

/// <summary>The journal at one moment.</summary>
public sealed record JournalCount(int Waiting, int Sent, int Dead, int Handled)
{
    public static JournalCount Empty { get; } = new(0, 0, 0, 0);

    public int Rows => Waiting + Sent + Dead;
}
