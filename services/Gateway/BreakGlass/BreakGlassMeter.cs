using System.Diagnostics.Metrics;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>How often requests are opened in an emergency. The reason is one of a closed set; no person, no reference.</summary>
sealed class BreakGlassMeter
{
    public const string Name = "CptsReferral.Gateway";

    readonly Counter<long> opened;

    public BreakGlassMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        opened = meter.CreateCounter<long>("gateway.breakglass.opened", "{opening}", "Requests opened in an emergency, by reason.");
    }

    public void Opened(BreakGlassReason reason) => opened.Add(1, Tag(reason));

    /// <summary>A series that appears with its first opening cannot be seen to rise: all of them start at zero.</summary>
    public void Watch()
    {
        foreach (var reason in Enum.GetValues<BreakGlassReason>())
            opened.Add(0, Tag(reason));
    }

    static KeyValuePair<string, object?> Tag(BreakGlassReason reason) => new("reason", WireNames.Of(reason));
}

/// <summary>Says zero once somebody listens.</summary>
sealed class BreakGlassWatch(BreakGlassMeter meter) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        meter.Watch();
        return Task.CompletedTask;
    }
}
