using System.Diagnostics.Metrics;
using CptsReferral.Routing.Clock;

namespace CptsReferral.Routing.Metrics;

/// <summary>What the clocks did, and how they stand. Tags come from closed sets: lanes, stages, kinds of act.</summary>
sealed class RoutingMeter
{
    public const string Name = "CptsReferral.Routing";

    readonly Counter<long> breaches;
    readonly Counter<long> escalations;
    readonly RoutingSnapshot snapshot;

    public RoutingMeter(IMeterFactory meters, RoutingSnapshot snapshot)
    {
        this.snapshot = snapshot;
        var meter = meters.Create(Name);
        breaches = meter.CreateCounter<long>("routing.breaches", "{breach}", "Targets missed, as recorded in the register.");
        escalations = meter.CreateCounter<long>("routing.escalations", "{act}", "Acts of the clock and of the return loop, by act.");
        meter.CreateObservableGauge("routing.clocks.late", LateClocks, "{clock}", "Clocks whose alarm is overdue by more than a minute.");
        meter.CreateObservableGauge("routing.breaches.open", OpenBreaches, "{referral}", "Referrals that are past a target and not answered.");
    }

    public void BreachRecorded(string lane, string stage) =>
        breaches.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("stage", stage));

    public void Acted(string lane, RoutingActKind kind) =>
        escalations.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("act", kind.Code()));

    IEnumerable<Measurement<long>> LateClocks() => snapshot.Current is { } now ? [new(now.LateClocks)] : [];

    IEnumerable<Measurement<long>> OpenBreaches() => snapshot.Current is { } now ? [new(now.OpenBreaches)] : [];
}
