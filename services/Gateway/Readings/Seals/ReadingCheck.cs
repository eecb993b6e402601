namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>One run of the verification, for the data-protection officer: when, how much, how many findings.</summary>
sealed class ReadingCheck
{
    public long Id { get; set; }

    public DateTime AtUtc { get; set; }

    public long Readings { get; set; }

    public long Seals { get; set; }

    public long Findings { get; set; }

    /// <summary>Who changes the record may want to say that it was found whole.</summary>
    public byte[] Mac { get; set; } = [];
}
