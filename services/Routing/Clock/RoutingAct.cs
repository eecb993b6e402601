namespace CptsReferral.Routing.Clock;

/// <summary>One thing to do at one instant, once: the instant is part of what tells it from others of its kind.</summary>
/// <param name="Stage">Code of the lane's stage, or <see cref="ReturnStage"/>.</param>
/// <param name="At">Fraction of the stage; 1 and beyond means that the target is missed.</param>
sealed record RoutingAct(string Stage, RoutingActKind Kind, double At, DateTime DueUtc)
{
    /// <summary>The way of an answer back to the requester.</summary>
    public const string ReturnStage = "return";

    /// <summary>What makes it the same act.</summary>
    public (string Stage, string Kind, DateTime DueUtc) Key => (Stage, Kind.Code(), DueUtc);
}
