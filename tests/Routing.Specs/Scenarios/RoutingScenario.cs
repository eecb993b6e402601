using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Referrals.People;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using CptsReferral.Support.Rooms;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

/// <summary>Routing on a file and an in-memory bus, a requester and a cardiologist, on a Monday morning.</summary>
public abstract class RoutingScenario : IAsyncLifetime
{
    readonly SqliteSpecDatabase database = new();

    protected FakeTimeProvider Time { get; } = new(RoomHost.MondayMorning);

    protected RoutingHost Routing { get; private set; } = null!;

    protected Person Requester { get; private set; } = null!;

    protected Person Cardiologist { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Routing = await RoutingHost.StartAsync(database, SpecBus.InMemory, Time, Cancellation);
        Requester = await Routing.HasPersonAsync("general-practitioner");
        Cardiologist = await Routing.HasPersonAsync("cardiologist");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in Routing.Complaints)
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await Routing.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The process is gone; whatever happens meanwhile, happens without it.</summary>
    protected async Task RoutingIsRestartedAsync(Func<RoutingHost, Task> meanwhile)
    {
        await Routing.Process.StopAsync(Cancellation);
        await meanwhile(Routing);
        await Routing.DisposeAsync();
        Routing = await RoutingHost.StartAsync(database, SpecBus.InMemory, Time, Cancellation);
    }

    protected async Task<Guid> AQueuedEcgAsync()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester);
        await Routing.CatchesUpAsync(id, Cancellation);
        await Routing.DeskQueuesAsync(id);
        await Routing.CatchesUpAsync(id, Cancellation);
        return id;
    }

    protected async Task<Guid> AHeldEcgAsync()
    {
        var id = await AQueuedEcgAsync();
        await Routing.ClaimsAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);
        return id;
    }

    protected async Task<Guid> AnAnsweredEcgAsync()
    {
        var id = await AHeldEcgAsync();
        await Routing.AnswersAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);
        return id;
    }

    protected async Task<string> StateAsync(Guid id) => (await Routing.CatchesUpAsync(id, Cancellation)).State;

    /// <summary>Lets time pass, and waits until the clocks have done what they had to and everything is said.</summary>
    protected async Task PassesAsync(Guid id, TimeSpan span)
    {
        Routing.Passes(span);
        await Routing.RingsAsync(id, Cancellation);
        await Routing.CatchesUpAsync(id, Cancellation);
    }

    protected IReadOnlyList<string> BroughtHome() => [.. Routing.Heard.Of<BringHome>().Select(home => $"{home.Kind} {home.Version}")];

    protected IReadOnlyList<string> Told() => [.. Routing.Heard.Of<TellDesk>().Select(tell => $"{tell.Audience} {tell.Subject}")];

    protected Task HearsAsync(Func<IReadOnlyList<object>, bool> what) =>
        Support.Eventually.SeesAsync(() => Routing.Heard.All, what, Cancellation);
}
