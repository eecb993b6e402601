using System.Text;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

/// <param name="prefix">How the words begin that stand in everything that is written about a patient.</param>
sealed class NothingIsRepeated(string prefix) : IReplyRule
{
    readonly byte[] word = Encoding.ASCII.GetBytes(prefix);

    public string Promise => "No error repeats what was written about a patient";

    public string? Check(Attempt attempt, Answer answer) => answer.Status >= 400 && answer.Body.AsSpan().IndexOf(word) >= 0 ? $"{answer.Status} {answer.Member("code")}" : null;
}
