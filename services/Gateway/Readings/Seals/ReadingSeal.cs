namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>Covers the readings of about a minute, and through <see cref="Previous"/> all before.</summary>
sealed class ReadingSeal
{
    /// <summary>1, 2, 3 and so on: of two gateways that make the same one, the database takes one.</summary>
    public long Number { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>Where the seal before ended.</summary>
    public long After { get; set; }

    /// <summary>The highest number of a reading that it covers.</summary>
    public long UpTo { get; set; }

    /// <summary>How many readings it covers.</summary>
    public long Count { get; set; }

    /// <summary>How many of these have no MAC. The first seal covers what was written before there were seals.</summary>
    public long BeforeSealing { get; set; }

    /// <summary>Hash of their numbers and MACs in order.</summary>
    public byte[] Rows { get; set; } = [];

    /// <summary>MAC of the seal before; empty for the first.</summary>
    public byte[] Previous { get; set; } = [];

    /// <summary>Which key made the MAC.</summary>
    public int Key { get; set; }

    public byte[] Mac { get; set; } = [];
}
