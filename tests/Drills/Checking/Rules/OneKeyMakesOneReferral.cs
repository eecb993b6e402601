using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>However often a submission was sent, it was made once; the key stands in the text of the request.</summary>
sealed class OneKeyMakesOneReferral : IRule
{
    public string Name => "The same idempotency key never makes two";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var attempts in drill.Submissions.GroupBy(submission => submission.Token!, StringComparer.Ordinal))
        {
            // A redirected request takes its text along: its successor is another referral by right.
            var made = drill.Evidence.Referrals.Where(referral => referral.RedirectedFrom is null && referral.Text.Contains($"{attempts.Key}.", StringComparison.Ordinal))
                .Select(referral => referral.Id)
                .Union(attempts.Where(attempt => attempt.Outcome == Outcome.Ok).Select(attempt => attempt.Referral!.Value))
                .ToList();
            if (made.Count > 1)
                yield return new Violation(Name, made[0], $"the key {attempts.Key} made {string.Join(" and ", made)}", [.. attempts]);
        }
    }
}
