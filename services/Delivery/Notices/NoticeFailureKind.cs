namespace CptsReferral.Delivery.Notices;

/// <summary>What kind of failure, and so whether trying again soon can help.</summary>
enum NoticeFailureKind
{
    /// <summary>Nobody answered, or only half an answer came.</summary>
    Unreachable,

    /// <summary>The answer took too long.</summary>
    Timeout,

    /// <summary>The peer said: not now.</summary>
    Busy,

    /// <summary>The peer said: never like this.</summary>
    Refused,

    /// <summary>Something on our side has to be set right first.</summary>
    Misconfigured,
}
