namespace CptsReferral.Gateway.Readings;

/// <summary>One row for each time that content about a patient left the gateway: who, what, when, which way. It holds no content itself.</summary>
sealed class ContentAccess
{
    /// <summary>Grows with time.</summary>
    public long Id { get; set; }

    public DateTime AtUtc { get; set; }

    public Guid PersonId { get; set; }

    /// <summary>The person's function at that moment.</summary>
    public string Function { get; set; } = "";

    public ContentAccessKind Kind { get; set; }

    /// <summary>Null for a list, and for an upload that no referral names yet.</summary>
    public Guid? ReferralId { get; set; }

    public Guid? AttachmentId { get; set; }

    /// <summary>The desk's lane of a list; null for one's own.</summary>
    public string? Lane { get; set; }

    public ContentAccessChannel Channel { get; set; }

    /// <summary>By what right, where it is not the ordinary one of the people concerned.</summary>
    public ContentAccessPurpose? Purpose { get; set; }

    /// <summary>The network address it went to.</summary>
    public string? Address { get; set; }

    /// <summary>Made by the gateway over all of the above but the number; null for what was written before there were such.</summary>
    public byte[]? Mac { get; set; }
}

/// <summary>In what shape it left. Names are stored.</summary>
enum ContentAccessKind
{
    View,
    Print,
    Attachment,

    /// <summary>Patients' names on a page of a list: one row for the page.</summary>
    List,

    /// <summary>A copy for the patient, in the name of the data-protection officer who was asked for it.</summary>
    Export,
}

/// <summary>By what right it was read. Names are stored.</summary>
public enum ContentAccessPurpose
{
    /// <summary>Opened in an emergency, by somebody whom it does not concern.</summary>
    BreakGlass,
}

/// <summary>Which way it left. Names are stored.</summary>
enum ContentAccessChannel
{
    Api,
    Portal,

    /// <summary>A command on the machine itself.</summary>
    Command,
}
