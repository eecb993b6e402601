namespace CptsReferral.Delivery.Notices;

/// <summary>A channel did not take a notice. Carries a code and nothing else: what servers answer repeats addresses, and exceptions
/// end in logs and dead letters.</summary>
#pragma warning disable CA1032, RCS1194 // The usual constructors would let a foreign message or inner exception in.
sealed class NoticeNotSentException(string code, NoticeFailureKind kind) : Exception($"A notice was not sent: {code}.")
#pragma warning restore CA1032, RCS1194
{
    /// <summary>Stable words such as <c>smtp.unreachable</c> or <c>webhook.status.500</c>.</summary>
    public string Code { get; } = code;

    public NoticeFailureKind Kind { get; } = kind;

    /// <summary>Whether the same notice may be taken later without anybody's doing.</summary>
    public bool MayPass => Kind is NoticeFailureKind.Unreachable or NoticeFailureKind.Timeout or NoticeFailureKind.Busy;
}
