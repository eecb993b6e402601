using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using CptsReferral.Support.Rooms;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(RabbitMqNode))]
[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace CptsReferral.Routing.Specs.Scenarios;

/// <summary>Routing and Desk together, the same on every engine and every bus.</summary>
public abstract class The_whole_way : IAsyncLifetime
{
    readonly FakeTimeProvider time = new(RoomHost.MondayMorning);
    SpecDatabase? database;
    SpecBus? bus;
    RoutingHost? routing;

    protected abstract Task<SpecDatabase> ADatabaseAsync();

    protected abstract Task<SpecBus> ABusAsync();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected RoutingHost Routing => routing!;

    public async ValueTask InitializeAsync()
    {
        database = await ADatabaseAsync();
        bus = await ABusAsync();
        routing = await RoutingHost.StartWithDeskAsync(database!, bus!, time, Cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        // A missing server ends the scenario before it began.
        if (routing is not null)
        {
            foreach (var line in routing.Complaints)
                TestContext.Current.TestOutputHelper?.WriteLine(line);
            await routing.DisposeAsync();
        }

        if (database is not null)
            await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_a_referral_leads_to_the_worklist_and_home()
    {
        var requester = await Routing.HasPersonAsync("general-practitioner");
        var cardiologist = await Routing.HasPersonAsync("cardiologist");
        var id = await Routing.SubmitsAsync("ecg", requester);
        await ShouldBeAsync(id, ReferralStatus.Queued);

        await Routing.ClaimsAsync(id, cardiologist);
        await Routing.AnswersAsync(id, cardiologist);
        (await Routing.CatchesUpAsync(id, Cancellation)).State.ShouldBe("ComingHome");
        await Eventually.SeesAsync(() => Routing.Heard.Of<BringHome>(), homes => homes.Count == 1, Cancellation);
        (await Routing.ToldAsync(cardiologist)).ShouldBe("queued");
    }

    [Fact]
    public async Task Of_a_clock_leads_to_the_people()
    {
        var requester = await Routing.HasPersonAsync("general-practitioner");
        var cardiologist = await Routing.HasPersonAsync("cardiologist");
        var coordinator = await Routing.HasPersonAsync("coordinator");
        var id = await Routing.SubmitsAsync("ecg", requester);
        await ShouldBeAsync(id, ReferralStatus.Queued);
        await Routing.CatchesUpAsync(id, Cancellation);

        await Routing.PassesAsync(TimeSpan.FromHours(24), TimeSpan.FromHours(6), () => Routing.RingsAsync(id, Cancellation));

        (await Routing.BreachesAsync(id)).Count.ShouldBe(1);
        await Eventually.ShouldBeAsync(() => Routing.ToldAsync(coordinator), "breach", Cancellation);
        await Eventually.SeesAsync(() => Routing.ToldAsync(cardiologist), told => told.Split(' ').Count(kind => kind == "warning") >= 2, Cancellation);
    }

    [Fact]
    public async Task Is_open_to_a_lane_that_was_added_a_moment_ago()
    {
        var requester = await Routing.HasPersonAsync("general-practitioner");
        await Routing.AddsLaneAsync("sleep-medicine", like: "cardiology");
        var id = await Routing.SubmitsAsync("sleep-medicine", requester);

        await Eventually.SeesAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return Routing.StatusAsync(id);
            },
            status => status == ReferralStatus.Queued,
            Cancellation);
    }

    [Fact]
    public async Task Is_walked_once_when_two_processes_share_it()
    {
        await using var second = await RoutingHost.StartWithDeskAsync(database!, bus!, time, Cancellation);
        var requester = await Routing.HasPersonAsync("general-practitioner");
        var cardiologist = await Routing.HasPersonAsync("cardiologist");
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++)
            ids.Add(await (i % 2 == 0 ? Routing : second).SubmitsAsync("ecg", requester));

        foreach (var id in ids)
            await ShouldBeAsync(id, ReferralStatus.Queued);
        foreach (var id in ids)
            (await second.CatchesUpAsync(id, Cancellation)).State.ShouldBe("OnWorklist");
        (await Routing.InboxAsync(cardiologist)).Select(entry => entry.ReferralId).ShouldBe(ids, ignoreOrder: true);
        foreach (var id in ids)
            (await Routing.ReferralAsync(id)).Version.ShouldBe(2);
    }

    async Task ShouldBeAsync(Guid id, ReferralStatus status) => await Eventually.SeesAsync(
        () =>
        {
            // A conflict that outlasts the first retries comes back after a pause of this clock.
            time.Advance(TimeSpan.FromMilliseconds(500));
            return Routing.StatusAsync(id);
        },
        seen => seen == status,
        Cancellation);
}

public sealed class The_whole_way_in_one_process : The_whole_way
{
    protected override Task<SpecDatabase> ADatabaseAsync() => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());

    protected override Task<SpecBus> ABusAsync() => Task.FromResult(SpecBus.InMemory);
}

[Trait("needs", "rabbitmq")]
[Trait("needs", "postgresql")]
public sealed class The_whole_way_over_a_broker_and_a_server(RabbitMqNode broker, PostgreSqlServer server) : The_whole_way
{
    RabbitMqVirtualHost? virtualHost;

    protected override Task<SpecDatabase> ADatabaseAsync() => server.DatabaseAsync(Cancellation);

    protected override async Task<SpecBus> ABusAsync()
    {
        virtualHost = await broker.VirtualHostAsync(Cancellation);
        return SpecBus.RabbitMq(virtualHost.Uri);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (virtualHost is not null)
            await virtualHost.DisposeAsync();
    }

    [Fact]
    public async Task Has_a_quorum_queue_for_each_lane()
    {
        var lanes = await Routing.LanesAsync();

        var queues = await Eventually.SeesAsync(
            () =>
            {
                // A look at the lanes that failed is made again two seconds later, by this clock.
                Routing.Passes(TimeSpan.FromSeconds(2));
                return virtualHost!.QueuesAsync(Cancellation);
            },
            seen => lanes.All(lane => seen.ContainsKey($"desk-{lane}")),
            Cancellation);

        lanes.ShouldNotBeEmpty();
        queues.Where(queue => queue.Key.StartsWith("desk-", StringComparison.Ordinal)).ShouldAllBe(queue => queue.Value == "quorum");
    }
}
