namespace CptsReferral.Referrals.Breaches;

/// <summary>Steps that wait for the coordinator.</summary>
public static class WaitingSteps
{
    /// <summary>Found first, by their index, and looked at then. Asked for in one, the embedded engine would rather walk over all steps there ever were, in an order that
    /// suits whatever is done with them.</summary>
    public static IQueryable<EscalationStep> Waiting(this IQueryable<EscalationStep> steps)
    {
        var waiting = steps.Where(step => step.WaitingSinceUtc > DateTime.UnixEpoch).Select(step => step.Id);
        return steps.Where(step => waiting.Contains(step.Id));
    }
}
