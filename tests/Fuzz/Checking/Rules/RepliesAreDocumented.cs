using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

sealed class RepliesAreDocumented : IReplyRule
{
    public string Promise => "Every reply is one that the description announces";

    public string? Check(Attempt attempt, Answer answer) =>
        attempt.Operation is { IsDescribed: true } operation && answer.IsOurs && attempt.Draft.Method == operation.Method && !attempt.What.StartsWith("path", StringComparison.Ordinal)
        && !operation.Statuses.Contains(answer.Status)
            ? $"{answer}"
            : null;
}
