using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Portal.Forms;

static class RefusalFaults
{
    /// <summary>What an error summary says: each fault with its field; a refusal as a whole without one.</summary>
    public static IReadOnlyList<Fault> AsFaults(this Refusal? refusal) => refusal switch
    {
        null => [],
        Invalid invalid => invalid.Faults,
        _ => [new Fault("", refusal.Code, refusal.French, refusal.English)],
    };
}
