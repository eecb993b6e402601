using System.Diagnostics.Metrics;
using CptsReferral.Routing.Clock;

namespace CptsReferral.Routing.Metrics;

/// <summary>What the clocks did, and how they stand. Tags come from closed sets: lanes, stages, kinds of act.</summary>
sealed class RoutingMeter
{
    public const string Name = "CptsReferral.Routing";

    readonly Counter<long> breaches;
    readonly Counter<long> escalations;
    readonly Counter<long> discrepancies;
    readonly RoutingSnapshot snapshot;

    public RoutingMeter(IMeterFactory meters, RoutingSnapshot snapshot)
    {
        this.snapshot = snapshot;
        var meter = meters.Create(Name);
        breaches = meter.CreateCounter<long>("routing.breaches", "{breach}", "Targets missed, as recorded in the register.");
        escalations = meter.CreateCounter<long>("routing.escalations", "{act}", "Acts of the clock and of the return loop, by act.");
        discrepancies = meter.CreateCounter<long>("routing.discrepancies", "{referral}", "Referrals that the standing check found not to be accounted for, by lane and kind.");
        meter.CreateObservableGauge("routing.referrals.open", () => Checked(check => check.Open), "{referral}", "Referrals that something is owed for, at the last whole check.");
        meter.CreateObservableGauge("routing.referrals.accounted", () => Checked(check => check.Accounted), "{referral}", "Those of them that are in exactly one place.");
        meter.CreateObservableGauge("routing.check.age", () => Checked(check => check.AgeSeconds), "s", "Time since the last whole check ended.");
        meter.CreateObservableGauge("routing.clocks.late", LateClocks, "{clock}", "Clocks whose alarm is overdue by more than a minute.");
        meter.CreateObservableGauge("routing.breaches.open", OpenBreaches, "{referral}", "Referrals that are past a target and not answered.");
    }

    public void BreachRecorded(string lane, string stage) =>
        breaches.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("stage", stage));

    public void Acted(string lane, RoutingActKind kind) =>
        escalations.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("act", kind.Code()));

    public void Disagreed(string lane, string kind) =>
        discrepancies.Add(1, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("kind", kind));

    IEnumerable<Measurement<double>> Checked(Func<RoutingSnapshot.LastCheck, double> read) =>
        snapshot.Current?.Check is { } check ? [new(read(check))] : [];

    IEnumerable<Measurement<long>> LateClocks() => snapshot.Current is { } now ? [new(now.LateClocks)] : [];

    IEnumerable<Measurement<long>> OpenBreaches() => snapshot.Current is { } now ? [new(now.OpenBreaches)] : [];
}
