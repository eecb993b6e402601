namespace CptsReferral.Contracts.Desk;

/// <summary>What the desk is told.</summary>
public enum DeskSubject
{
    /// <summary>A share of the time is used up.</summary>
    Warning,

    /// <summary>The target is missed.</summary>
    Breach,

    /// <summary>The claim ran out and went back to the group.</summary>
    ClaimReleased,

    /// <summary>The requester has not opened the answer on any channel.</summary>
    AnswerUnopened,

    /// <summary>The requester replied; the clock runs again.</summary>
    InformationProvided,

    /// <summary>The requester withdrew the request.</summary>
    Cancelled,
}
