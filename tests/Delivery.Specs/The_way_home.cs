using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Delivery;
using CptsReferral.Support.Messaging;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(RabbitMqNode))]
[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace CptsReferral.Delivery.Specs;

/// <summary>What must hold whatever the shape: in one process on a file, or over processes with a broker and a server.</summary>
public abstract class The_way_home : DeliverySpec
{
    protected abstract Task<DeliveryPlan> GroundAsync();

    [Fact]
    public async Task Is_gone_once_however_often_it_is_asked_for()
    {
        var delivery = await StartAsync(await GroundAsync());
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsAnsweredAsync(requester);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => delivery.BringsHomeAsync(referral)));

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(1);
        (await delivery.InboxAsync(requester)).Count.ShouldBe(1);
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        delivery.FactsHeard.Count.ShouldBe(1);
        (await delivery.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_found_again_after_the_host_died_during_an_outage()
    {
        var smtp = EndsWithScenario(SmtpPeer.Create());
        var plan = await GroundAsync() with { Smtp = smtp };
        HomeboundReferral referral;
        await using (var dying = await DeliveryHost.StartAsync(plan, Cancellation))
        {
            referral = await dying.IsAnsweredAsync(await dying.HasRequesterAsync());
            await dying.BringsHomeAsync(referral);
            await Eventually.SeesAsync(() => dying.NoticesAsync(referral), notices => notices is [{ Attempts: >= 1 }], Cancellation);
        }

        await smtp.ComeUpAsync(Cancellation);
        var delivery = await StartAsync(plan);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(1);
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
    }

    [Fact]
    public async Task Is_taken_up_by_an_operator_when_a_channel_failed_for_good()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers([.. Enumerable.Repeat(410, 4)]);
        var delivery = await StartAsync(await GroundAsync());
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(email: "", webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);
        await Eventually.SeesAsync(delivery.DeadLettersAsync, dead => dead.Count == 1, Cancellation);
        await delivery.ReplaysDeadLettersAsync();

        await delivery.SettlesAsync(Cancellation);
        receiver.Received.Count.ShouldBe(5);
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
    }

    [Fact]
    public async Task Ends_at_the_telephone_when_nobody_opens()
    {
        var delivery = await StartAsync(await GroundAsync());
        var caller = await delivery.HasPersonAsync("radiology-secretary");
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(secondEmail: "secretariat@cabinet.example.org"));

        await delivery.BringsHomeAsync(referral);
        await delivery.TriesSecondChannelAsync(referral);
        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Select(mail => mail.To).ShouldBe(["camille.durand@cabinet.example.org", "secretariat@cabinet.example.org"], ignoreOrder: true);
        (await delivery.CallListAsync()).ShouldBe([referral.Id]);
        (await delivery.InboxAsync(caller)).Count.ShouldBe(1);
    }
}

public sealed class The_way_home_embedded : The_way_home
{
    protected override Task<DeliveryPlan> GroundAsync() =>
        Task.FromResult(new DeliveryPlan(EndsWithScenario(new SqliteSpecDatabase()), SpecBus.InMemory));
}

[Trait("needs", "rabbitmq, postgresql")]
public sealed class The_way_home_over_servers(RabbitMqNode broker, PostgreSqlServer server) : The_way_home
{
    protected override async Task<DeliveryPlan> GroundAsync()
    {
        var database = EndsWithScenario(await server.DatabaseAsync(Cancellation));
        var virtualHost = EndsWithScenario(await broker.VirtualHostAsync(Cancellation));
        return new DeliveryPlan(database, SpecBus.RabbitMq(virtualHost.Uri));
    }

    [Fact]
    public async Task Is_shared_by_two_hosts_without_telling_anybody_twice()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var plan = await GroundAsync() with { Smtp = smtp };
        var first = await StartAsync(plan);
        var second = await StartAsync(plan);
        // Whoever has no queues yet leaves all work to the other one.
        await first.IsAtWorkAsync(Cancellation);
        await second.IsAtWorkAsync(Cancellation);
        var requester = await first.HasRequesterAsync();

        var referrals = new List<HomeboundReferral>();
        foreach (var _ in Enumerable.Range(0, 20))
            referrals.Add(await first.IsAnsweredAsync(requester));
        await Task.WhenAll(referrals.Select((referral, turn) => (turn % 2 == 0 ? first : second).BringsHomeAsync(referral)));

        await first.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(20);
        smtp.Received.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(20);
        (first.FactsHeard.Count + second.FactsHeard.Count).ShouldBe(20);
        first.Carried.ShouldNotBeEmpty();
        second.Carried.ShouldNotBeEmpty();
    }
}
