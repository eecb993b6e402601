namespace CptsReferral.Drills.History;

/// <summary>What a client learned of an operation.</summary>
enum Outcome
{
    /// <summary>It was acknowledged: from here on it must not be lost.</summary>
    Ok,

    /// <summary>It was refused in a documented way: it must not have happened.</summary>
    Refused,

    /// <summary>No answer, or "not now": it may have happened, or may yet.</summary>
    Unknown,

    /// <summary>An answer that nothing in the published description announces.</summary>
    Undocumented,
}
