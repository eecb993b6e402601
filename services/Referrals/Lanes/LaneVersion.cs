namespace CptsReferral.Referrals.Lanes;

/// <summary>One stored version of a lane. Rows are added, never changed: a referral keeps the version it was posted under.</summary>
public sealed class LaneVersion
{
    LaneVersion()
    {
    }

    internal LaneVersion(string code, int version, string document, DateTime createdUtc, Guid? createdBy)
    {
        Code = code;
        Version = version;
        Document = document;
        CreatedUtc = createdUtc;
        CreatedBy = createdBy;
    }

    public string Code { get; private set; } = "";

    public int Version { get; private set; }

    /// <summary>The <see cref="LaneDocument"/> as JSON.</summary>
    public string Document { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }

    /// <summary>The coordinator who saved it; null for a shipped document.</summary>
    public Guid? CreatedBy { get; private set; }
}
