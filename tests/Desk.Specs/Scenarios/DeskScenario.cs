using CptsReferral.Referrals.People;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using CptsReferral.Support.Rooms;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CptsReferral.Desk.Specs.Scenarios;

/// <summary>Desk on a file and an in-memory bus, with a requester, on a Monday morning.</summary>
public abstract class DeskScenario : IAsyncLifetime
{
    protected SqliteSpecDatabase Database { get; } = new();

    protected FakeTimeProvider Time { get; } = new(RoomHost.MondayMorning);

    protected DeskHost Desk { get; private set; } = null!;

    protected Person Requester { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Desk = await DeskHost.StartAsync(Database, SpecBus.InMemory, Time, Cancellation);
        Requester = await Desk.HasPersonAsync("general-practitioner");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in Desk.Complaints)
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await Desk.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<Guid> AnEcgAsync() => Desk.SubmitsAsync("ecg", Requester, told: false);
}
