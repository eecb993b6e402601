using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Support;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using CptsReferral.Support.Rooms;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

/// <summary>Routing and Desk together, the same on every engine and every bus.</summary>
public abstract class The_whole_way : IAsyncLifetime
{
    readonly FakeTimeProvider time = new(RoomHost.MondayMorning);
    SpecDatabase database = null!;
    RoutingHost routing = null!;

    protected abstract Task<SpecDatabase> ADatabaseAsync();

    protected abstract Task<SpecBus> ABusAsync();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await ADatabaseAsync();
        routing = await RoutingHost.StartWithDeskAsync(database, await ABusAsync(), time, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in routing.Complaints)
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        await routing.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_a_referral_leads_to_the_worklist_and_home()
    {
        var requester = await routing.HasPersonAsync("general-practitioner");
        var cardiologist = await routing.HasPersonAsync("cardiologist");
        var id = await routing.SubmitsAsync("ecg", requester);
        await ShouldBeAsync(id, ReferralStatus.Queued);

        await routing.ClaimsAsync(id, cardiologist);
        await routing.AnswersAsync(id, cardiologist);
        (await routing.CatchesUpAsync(id, Cancellation)).State.ShouldBe("ComingHome");
        await Eventually.SeesAsync(() => routing.Heard.Of<BringHome>(), homes => homes.Count == 1, Cancellation);
        (await routing.ToldAsync(cardiologist)).ShouldBe("queued");
    }

    [Fact]
    public async Task Of_a_clock_leads_to_the_people()
    {
        var requester = await routing.HasPersonAsync("general-practitioner");
        var cardiologist = await routing.HasPersonAsync("cardiologist");
        var coordinator = await routing.HasPersonAsync("coordinator");
        var id = await routing.SubmitsAsync("ecg", requester);
        await ShouldBeAsync(id, ReferralStatus.Queued);
        await routing.CatchesUpAsync(id, Cancellation);

        await routing.PassesAsync(TimeSpan.FromHours(24), TimeSpan.FromHours(6), () => routing.RingsAsync(id, Cancellation));

        (await routing.BreachesAsync(id)).Count.ShouldBe(1);
        await Eventually.ShouldBeAsync(() => routing.ToldAsync(coordinator), "breach", Cancellation);
        await Eventually.SeesAsync(() => routing.ToldAsync(cardiologist), told => told.Split(' ').Count(kind => kind == "warning") >= 2, Cancellation);
    }

    [Fact]
    public async Task Is_open_to_a_lane_that_was_added_a_moment_ago()
    {
        var requester = await routing.HasPersonAsync("general-practitioner");
        await routing.AddsLaneAsync("sleep-medicine", like: "cardiology");
        var id = await routing.SubmitsAsync("sleep-medicine", requester);

        await Eventually.SeesAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return routing.StatusAsync(id);
            },
            status => status == ReferralStatus.Queued,
            Cancellation);
    }

    Task ShouldBeAsync(Guid id, ReferralStatus status) => Eventually.ShouldBeAsync(() => routing.StatusAsync(id), status, Cancellation);
}

public sealed class The_whole_way_in_one_process : The_whole_way
{
    protected override Task<SpecDatabase> ADatabaseAsync() => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());

    protected override Task<SpecBus> ABusAsync() => Task.FromResult(SpecBus.InMemory);
}
