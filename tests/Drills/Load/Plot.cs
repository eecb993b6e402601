namespace CptsReferral.Drills.Load;

/// <summary>The way a request is meant to go.</summary>
enum Plot
{
    /// <summary>Claimed, answered, opened, closed.</summary>
    Answered,

    /// <summary>The expert asks, the requester replies, then it is answered and opened.</summary>
    Asked,

    /// <summary>The expert declines, the requester opens the refusal.</summary>
    Declined,

    /// <summary>The first expert gives it back, the second one answers.</summary>
    Released,

    /// <summary>Two experts claim at the same moment, the one who got it answers.</summary>
    Contested,

    /// <summary>The requester withdraws it at some stage.</summary>
    Cancelled,

    /// <summary>The desk sends it on to another lane, where it is answered.</summary>
    Redirected,

    /// <summary>Answered, corrected, opened.</summary>
    Amended,

    /// <summary>Nobody takes it.</summary>
    LeftOnWorklist,

    /// <summary>Somebody takes it and does nothing.</summary>
    LeftInHand,
}
