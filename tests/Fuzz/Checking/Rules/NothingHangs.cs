using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

/// <param name="patience">Far longer than any reply takes, on a busy machine too.</param>
sealed class NothingHangs(TimeSpan patience) : IReplyRule
{
    public string Promise => "Every request is answered";

    public string? Check(Attempt attempt, Answer answer) => answer.Status != 0 ? null
        // Half a request may be waited for, as long as the web server waits for any.
        : answer.Took >= patience && attempt.Draft.Framing != Framing.Raw ? $"no answer in {patience.TotalSeconds:F0} s"
        : attempt.Draft.MayBeCut ? null
        : "the line was closed without an answer";
}
