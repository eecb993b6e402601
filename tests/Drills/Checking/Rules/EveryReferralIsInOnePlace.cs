using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>An answer that its requester can open, a declared end, or one place on the worklist of its lane: one of them, whatever happened.</summary>
sealed class EveryReferralIsInOnePlace : IRule
{
    public string Name => "Every referral is in exactly one place";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var referral in drill.Evidence.Referrals)
        {
            if (Fault(drill, referral) is { } fault)
                yield return new Violation(Name, referral.Id, fault, drill.About(referral.Id));
        }
    }

    static string? Fault(Case drill, ReferralSeen referral)
    {
        var isOpen = referral.Status is "queued" or "claimed" or "awaiting-information";
        if (referral.Status == "submitted")
            return "it never reached its desk";
        if (isOpen != referral.Places is 1)
            return $"it is {referral.Status} and stands on {referral.Places} places of a worklist";
        return referral.Status switch
        {
            "claimed" or "awaiting-information" when referral.Holder is null => $"it is {referral.Status} and nobody holds it",
            "queued" when referral.Holder is not null => "it is free and somebody holds it",
            "answered" or "delivered" or "closed" => AnswerFault(drill, referral),
            "redirected" when referral.RedirectedTo is not { } next || drill.Find(next) is null => "its successor does not exist",
            _ => null,
        };
    }

    static string? AnswerFault(Case drill, ReferralSeen referral)
    {
        if (referral.Answer is not { } answer)
            return $"it is {referral.Status} and its requester can open no answer";
        var given = drill.About(referral.Id).Where(o => o.Kind is "answer" or "amendment" && o.Outcome is not Outcome.Refused).ToList();
        return given.Any(o => answer.Contains($"{o.Token}.", StringComparison.Ordinal)) ? null : "its answer is none that was given";
    }
}
