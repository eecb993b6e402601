using CptsReferral.Drills.Checking.Rules;

namespace CptsReferral.Drills.Checking;

/// <summary>Every promise, in the order in which a report tells them.</summary>
static class Checker
{
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new NoSubmissionIsLost(),
        new OneKeyMakesOneReferral(),
        new NoMoveIsLost(),
        new NoTwoHoldOneReferral(),
        new EveryReferralIsInOnePlace(),
        new NobodyIsToldTwice(),
        new EverybodyIsTold(),
        new NoClockIsSilent(),
        new NoMessageFails(),
        new RepliesAreDocumented(),
    ];

    public static IReadOnlyList<Violation> Check(Case drill) => [.. Rules.SelectMany(rule => rule.Check(drill))];
}
