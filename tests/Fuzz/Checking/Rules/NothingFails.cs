using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

sealed class NothingFails : IReplyRule
{
    public string Promise => "No request makes the switchboard fail";

    // 505 is the web server's own, to whoever speaks no version of HTTP that there is.
    public string? Check(Attempt attempt, Answer answer) => answer.Status >= 500 && (answer.IsOurs || answer.Status != 505) ? $"{answer}" : null;
}
