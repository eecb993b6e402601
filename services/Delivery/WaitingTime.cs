using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery;

/// <summary>Timings of a hand-over are short: what lasts longer is the journal's to wait for.</summary>
static class WaitingTime
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static void CheckWait(this ValidateOptionsResultBuilder faults, TimeSpan value, string section, string key, TimeSpan? atLeast = null)
    {
        var least = atLeast ?? Shortest;
        if (value < least || value > Longest)
            faults.AddError($"{section}:{key} must be between {least:c} and {Longest:c}.");
    }
}
