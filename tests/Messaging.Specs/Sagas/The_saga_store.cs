using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Sagas;

/// <summary>A saga moves in the transaction of the message that moves it, and a conflict is settled by trying again.</summary>
public abstract class The_saga_store : MessagingSpec
{
    private readonly Script<ParcelNews> _news = new("news");

    protected The_saga_store(Ground ground)
        : base(ground)
    {
        UsesClock = true;
        Set("Retries", "15");
        Set("ConcurrentMessages", "8");
    }

    private Room Parcels => new(
        bus => bus.AddSagaStateMachine<ParcelMachine, Parcel>().EfRepository().Endpoint(endpoint => endpoint.Name = "parcel"),
        services => services.AddSingleton<TimeProvider>(Clock));

    [Fact]
    public async Task Keeps_a_new_saga_with_all_its_values_and_finds_it_again()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = Guid.CreateVersion7();
        var label = string.Concat(Enumerable.Repeat("é漢\"'\\ ", 400));

        await host.PublishAsync(new ParcelArrived(id, 1, "A", label));

        var parcel = await Eventually.SeesAsync(() => LoadAsync(host, id), found => found is not null, Token);
        parcel!.Label.ShouldBe(label);
        parcel.CurrentState.ShouldBe("Waiting");
        parcel.SeenUtc.ShouldBe(Clock.GetUtcNow().UtcDateTime);
        parcel.SeenUtc!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        (await LoadAsync(host, Guid.CreateVersion7())).ShouldBeNull();
    }

    [Fact]
    public async Task Shows_an_update_to_the_next_context_under_a_new_version()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);
        var before = (await LoadAsync(host, id))!.Version;

        await host.PublishAsync(new ParcelTouched(id));

        var parcel = await Eventually.SeesAsync(() => LoadAsync(host, id), found => found!.Touched == 1, Token);
        parcel!.Version.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Deletes_a_completed_saga_and_frees_its_unique_key()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host, number: 7);
        await host.PublishAsync(new ParcelFetched(id));
        await Eventually.ShouldBeAsync(() => LoadAsync(host, id), expected: null, Token);

        var next = await ArrivedAsync(host, number: 7);

        (await LoadAsync(host, next))!.Number.ShouldBe(7);
        await Eventually.ShouldBeAsync(() => _news.Done.Count(news => news.News == "fetched"), 1, Token);
    }

    [Fact]
    public async Task Makes_one_saga_of_racing_starts()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = Guid.CreateVersion7();

        await host.PublishAsync([.. Enumerable.Range(0, 8).Select(_ => new ParcelArrived(id, 1, "A"))]);

        await Eventually.ShouldBeAsync(async () => (await host.CountAsync()).Handled, 9, Token);
        (await host.ReadAsync(db => db.Set<Parcel>().CountAsync(Token))).ShouldBe(1);
        _news.Successes.ShouldBe(1);
    }

    [Fact]
    public async Task Loses_no_update_of_forty_at_once()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);

        await host.PublishAsync([.. Enumerable.Range(0, 40).Select(_ => new ParcelTouched(id))]);

        await Eventually.ShouldBeAsync(async () => (await LoadAsync(host, id))!.Touched, 40, Token);
        // One timer is left, the last one.
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 1, Sent: 0, Dead: 0, Handled: 42), Token);
    }

    [Fact]
    public async Task Lets_one_of_two_updates_from_the_same_version_win()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);

        await host.DoAsync(first => host.DoAsync(async second =>
        {
            var (one, other) = (await first.Db.Set<Parcel>().SingleAsync(Token), await second.Db.Set<Parcel>().SingleAsync(Token));
            (one.Touched, one.Version) = (1, one.Version + 1);
            (other.Touched, other.Version) = (2, other.Version + 1);
            await first.Db.SaveChangesAsync(Token);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => second.Db.SaveChangesAsync(Token));
        }));

        (await LoadAsync(host, id))!.Touched.ShouldBe(1);
    }

    [Fact]
    public async Task Refuses_to_delete_a_saga_that_has_moved_on()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);

        await host.DoAsync(async unit =>
        {
            var stale = await unit.Db.Set<Parcel>().SingleAsync(Token);
            await host.PublishAsync(new ParcelTouched(id));
            await Eventually.ShouldBeAsync(async () => (await LoadAsync(host, id))!.Touched, 1, Token);
            unit.Db.Remove(stale);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => unit.Db.SaveChangesAsync(Token));
        });
    }

    [Fact]
    public async Task Gives_the_same_object_for_the_same_saga_in_one_context()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        await ArrivedAsync(host);

        await host.DoAsync(async unit =>
            (await unit.Db.Set<Parcel>().SingleAsync(Token)).ShouldBeSameAs(await unit.Db.Set<Parcel>().SingleAsync(Token)));
    }

    [Fact]
    public async Task Changes_nothing_for_an_event_that_only_reads()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);
        var before = (await LoadAsync(host, id))!;

        await host.PublishAsync(new ParcelLookedAt(id));

        await Eventually.ShouldBeAsync(async () => (await host.CountAsync()).Handled, 3, Token);
        var after = (await LoadAsync(host, id))!;
        (after.Touched, after.Version).ShouldBe((before.Touched, before.Version));
    }

    [Fact]
    public async Task Moves_every_saga_that_a_query_finds()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        for (var number = 1; number <= 3; number++)
            await ArrivedAsync(host, number, shelf: "B");
        await ArrivedAsync(host, number: 4, shelf: "C");

        await host.PublishAsync(new ShelfCleared("B"));

        await Eventually.ShouldBeAsync(
            () => host.ReadAsync(db => db.Set<Parcel>().CountAsync(parcel => parcel.Touched == 1 && parcel.Shelf == "B", Token)), 3, Token);
        (await host.ReadAsync(db => db.Set<Parcel>().CountAsync(parcel => parcel.Touched == 1, Token))).ShouldBe(3);
    }

    [Fact]
    public async Task Rolls_state_and_messages_back_together()
    {
        Set("Retries", "1");
        Set("Redelivery:0", "00:10:00");
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);

        await host.PublishAsync(new ParcelDropped(id));

        // The timer and the postponed message wait; nothing of the failed move is there.
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 2, Sent: 0, Dead: 0, Handled: 2), Token);
        (await LoadAsync(host, id))!.Touched.ShouldBe(0);
        _news.Done.ShouldNotContain(news => news.News == "dropped");
    }

    [Fact]
    public async Task Fires_the_timer_of_a_saga_at_its_time()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);
        Clock.Advance(ParcelMachine.PickUpWithin / 2);
        await host.PublishAsync(new ParcelTouched(id));
        await Eventually.ShouldBeAsync(async () => (await LoadAsync(host, id))!.Touched, 1, Token);
        Clock.Advance(ParcelMachine.PickUpWithin / 2);
        (await host.CountAsync()).Waiting.ShouldBe(1, "the timer was set anew by the touch");

        Clock.Advance(ParcelMachine.PickUpWithin / 2);

        await Eventually.ShouldBeAsync(() => _news.Done.Count(news => news.News == "overdue"), 1, Token);
        (await LoadAsync(host, id))!.PickUpToken.ShouldBeNull();
    }

    [Fact]
    public async Task Takes_the_timer_back_with_the_move_that_ends_it()
    {
        var host = await StartAsync(Parcels, Room.With(_news));
        var id = await ArrivedAsync(host);

        await host.PublishAsync(new ParcelFetched(id));

        await IsHandled(host, messages: 4);
        _news.Done.Select(news => news.News).ShouldBe(["waiting", "fetched"]);
    }

    private static Task<Parcel?> LoadAsync(MessagingHost host, Guid id) =>
        host.ReadAsync(db => db.Set<Parcel>().AsNoTracking().SingleOrDefaultAsync(parcel => parcel.CorrelationId == id, Token));

    private async Task<Guid> ArrivedAsync(MessagingHost host, int number = 1, string shelf = "A")
    {
        var id = Guid.CreateVersion7();
        var told = _news.Successes;
        await host.PublishAsync(new ParcelArrived(id, number, shelf));
        await Eventually.SeesAsync(() => LoadAsync(host, id), parcel => parcel is not null, Token);
        await Eventually.SeesAsync(() => _news.Successes, now => now > told, Token);
        return id;
    }
}
