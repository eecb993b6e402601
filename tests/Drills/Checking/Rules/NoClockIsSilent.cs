namespace CptsReferral.Drills.Checking.Rules;

/// <summary>Every open referral is followed up to its last move and has an alarm that will ring; none is overdue once all has come to rest.</summary>
sealed class NoClockIsSilent : IRule
{
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public string Name => "No clock is silent";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var referral in drill.Evidence.Referrals)
        {
            if (Fault(referral, drill.Evidence.LookedAtUtc) is { } fault)
                yield return new Violation(Name, referral.Id, fault, drill.About(referral.Id));
        }
    }

    static string? Fault(ReferralSeen referral, DateTime now)
    {
        if (referral.Clock is not { } clock)
            return "nobody keeps its clock";
        if (clock.SeenVersion != referral.Version)
            return $"its clock has followed it to version {clock.SeenVersion} of {referral.Version}";
        // A paused clock has nothing to ring for.
        var mustRing = referral.Status is "queued" or "claimed";
        return clock.NextAlarmUtc switch
        {
            null when mustRing => "it is open and no alarm is set",
            { } when !clock.IsSet => "the message of its next alarm does not exist",
            { } alarm when alarm < now - Grace => $"its alarm of {alarm:O} has not rung",
            _ => null,
        };
    }
}
