using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking;

/// <summary>A promise about every single reply.</summary>
interface IReplyRule
{
    string Promise { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    string? Check(Attempt attempt, Answer answer);
}
