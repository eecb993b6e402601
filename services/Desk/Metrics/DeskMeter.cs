using System.Diagnostics.Metrics;

namespace CptsReferral.Desk.Metrics;

/// <summary>What the desks took in and whom they told. Tags come from closed sets: lanes, kinds of entry.</summary>
sealed class DeskMeter
{
    public const string Name = "CptsReferral.Desk";

    readonly Counter<long> queued;
    readonly Counter<long> told;

    public DeskMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        queued = meter.CreateCounter<long>("desk.referrals.queued", "{referral}", "Referrals put on a worklist.");
        told = meter.CreateCounter<long>("desk.entries", "{entry}", "Inbox entries written for people of a desk.");
    }

    public void Queued(string lane) => queued.Add(1, new KeyValuePair<string, object?>("lane", lane));

    public void Told(string kind, int people) => told.Add(people, new KeyValuePair<string, object?>("kind", kind));
}
