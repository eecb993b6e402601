using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>A client gets what the published description announces, or no answer, or "not now"; and the switchboard denies nothing it has acknowledged.</summary>
sealed class RepliesAreDocumented : IRule
{
    public string Name => "Every reply is a documented one";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var operation in drill.History)
        {
            if (operation.Outcome == Outcome.Undocumented)
                yield return new Violation(Name, operation.Referral, $"{operation.Kind} was answered {operation.Status} {operation.Code}", [operation]);
            // The drill asks for nothing malformed and for nothing of others: only a state may refuse it.
            else if (operation is { Outcome: Outcome.Refused, Status: not (409 or 412) })
                yield return new Violation(Name, operation.Referral, $"{operation.Kind} was refused with {operation.Status} {operation.Code}", [operation]);
        }
    }
}
