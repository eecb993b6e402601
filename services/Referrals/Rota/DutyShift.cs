namespace CptsReferral.Referrals.Rota;

/// <summary>One person is on duty for one desk from one instant to another.</summary>
public sealed class DutyShift
{
    public Guid Id { get; set; }

    /// <summary>Code of the desk, as in the lane's document: two lanes may share one.</summary>
    public string Desk { get; set; } = "";

    public Guid PersonId { get; set; }

    public DateTime FromUtc { get; set; }

    /// <summary>The first instant off duty.</summary>
    public DateTime ToUtc { get; set; }

    public int Version { get; set; }
}
