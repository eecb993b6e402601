using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>What was acknowledged is there, and whoever asked may read it.</summary>
sealed class NoSubmissionIsLost : IRule
{
    public string Name => "No acknowledged submission is lost";

    public IEnumerable<Violation> Check(Case drill) =>
        from submission in drill.Submissions
        where submission.Outcome == Outcome.Ok
        let found = drill.Find(submission.Referral!.Value)
        where found is not { IsReadable: true }
        select new Violation(Name, submission.Referral, found is null ? "it does not exist" : "its requester cannot read it", [submission]);
}
