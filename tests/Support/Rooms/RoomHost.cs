using CptsReferral.Contracts;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Support.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace CptsReferral.Support.Rooms;

/// <summary>A process with one or more rooms behind the bus. The spec plays the people: what they do goes through the aggregate and
/// the journal, as in the gateway.</summary>
public abstract class RoomHost(MessagingHost host, FakeTimeProvider time) : IAsyncDisposable
{
    static readonly byte[] Sealed = [0];

    /// <summary>A Monday morning without holidays around it, in Paris and in UTC.</summary>
    public static DateTimeOffset MondayMorning { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public MessagingHost Process => host;

    /// <summary>A day that passes in one call rings every periodic timer of that day, so those that no spec is about ring seldom.</summary>
    protected static IReadOnlyDictionary<string, string?> Unhurried { get; } =
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Bus:Journal:Upkeep"] = "06:00:00", ["Reconciliation:Every"] = "30.00:00:00" };

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public void Passes(TimeSpan span) => time.Advance(span);

    /// <summary>Moves the clock on in steps, so that what falls due is done at its hour.</summary>
    public async Task PassesAsync(TimeSpan span, TimeSpan step, Func<Task> settled)
    {
        for (var left = span; left > TimeSpan.Zero; left -= step)
        {
            time.Advance(left < step ? left : step);
            await settled();
        }
    }

    /// <summary>What the process complained of.</summary>
    public IEnumerable<string> Complaints => host.Logged.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)
        || line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));

    /// <summary>Starts a process that finds the shipped lanes there already, as it would after the migration.</summary>
    protected static async Task<MessagingHost> StartAsync(MessagingHostPlan plan, FakeTimeProvider time, CancellationToken cancellation)
    {
        await using (var still = await MessagingHost.StandingStillAsync(plan, cancellation))
            await still.DoAsync(unit => new LaneSeed(unit.Db, time).EnsureAsync(cancellation));
        return await MessagingHost.StartAsync(plan, cancellation);
    }

    public Task<LaneDocument> LaneAsync(string code) => host.ReadAsync(async db =>
        (await new LaneCatalogue(db, new LaneVersionCache(), time).GetCurrentAsync(code)).ShouldNotBeNull());

    /// <summary>Codes of all lanes.</summary>
    public Task<IReadOnlyList<string>> LanesAsync() => host.ReadAsync<IReadOnlyList<string>>(async db =>
        [.. (await new LaneCatalogue(db, new LaneVersionCache(), time).ListAsync()).Select(lane => lane.Code)]);

    /// <summary>A coordinator saves a lane that did not exist: another lane's document under a new code.</summary>
    public async Task AddsLaneAsync(string code, string like, Func<LaneDocument, LaneDocument>? but = null)
    {
        var model = await LaneAsync(like);
        await host.DoAsync(async unit =>
        {
            var catalogue = new LaneCatalogue(unit.Db, new LaneVersionCache(), time);
            (await catalogue.SaveAsync((but?.Invoke(model) ?? model) with { Code = code }, 0, Guid.CreateVersion7(time.GetUtcNow()))).ShouldBeOfType<LaneSaveOutcome.Saved>();
        });
    }

    public async Task<Person> HasPersonAsync(string function, bool active = true)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var person = new Person { Id = id, DisplayName = $"Person {id:N}", Function = function, Email = $"{id:N}@example.org", Active = active };
        await host.DoAsync(async unit =>
        {
            unit.Db.Add(person);
            await unit.Db.SaveChangesAsync();
        });
        return person;
    }

    /// <param name="told">False: the referral is stored, and what should have been told is lost.</param>
    public async Task<Guid> SubmitsAsync(string lane, Person requester, bool told = true)
    {
        var document = await LaneAsync(lane);
        var referral = Referral.Submit(
            new NewReferral(Referral.NewId(Now), lane, document.Version, Priority.Routine, document.Indications[0].Code, requester.Id, requester.AsActor(), Sealed),
            document.Clock, Now);
        await host.DoAsync(async unit =>
        {
            unit.Db.Add(referral);
            await PublishAsync(unit, referral, told);
        });
        return referral.Id;
    }

    /// <summary>Makes one move and returns the facts it told, or would have told.</summary>
    public async Task<IReadOnlyList<IReferralFact>> MovesAsync(
        Guid referralId, Func<Referral, LaneClock, DateTime, Refusal?> move, bool told = true)
    {
        IReadOnlyList<IReferralFact> facts = [];
        await host.DoAsync(async unit =>
        {
            var referral = await unit.Db.Set<Referral>().SingleAsync(r => r.Id == referralId);
            var lane = await new LaneCatalogue(unit.Db, new LaneVersionCache(), time).GetAsync(referral.Lane, referral.LaneVersion);
            move(referral, lane!.Clock, Now).ShouldBeNull();
            facts = [.. referral.Facts];
            await PublishAsync(unit, referral, told);
        });
        return facts;
    }

    public Task<IReadOnlyList<IReferralFact>> DeskQueuesAsync(Guid id, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Queue(clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> ClaimsAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Claim(by.AsActor(), clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> ReleasesAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Release(by.AsActor(), null, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> AsksForMoreAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.RequestInformation(by.AsActor(), Sealed, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> RepliesAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.ProvideInformation(by.AsActor(), Sealed, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> ReachesNobodyAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, _, now) => r.AttemptContact(by.AsActor(), note: null, now), told);

    public Task<IReadOnlyList<IReferralFact>> AnswersAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Answer(by.AsActor(), Sealed, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> AmendsAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, _, now) => r.Amend(by.AsActor(), Sealed, now), told);

    public Task<IReadOnlyList<IReferralFact>> DeclinesAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Decline(by.AsActor(), Sealed, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> CancelsAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, clock, now) => r.Cancel(by.AsActor(), null, clock, now), told);

    public Task<IReadOnlyList<IReferralFact>> IsDeliveredAsync(Guid id, bool told = true) => MovesAsync(
        id,
        (r, _, now) =>
        {
            r.Deliver(now);
            return null;
        },
        told);

    public Task<IReadOnlyList<IReferralFact>> OpensAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, _, now) => r.Open(by.AsActor(), now), told);

    public Task<IReadOnlyList<IReferralFact>> ClosesAsync(Guid id, Person by, bool told = true) =>
        MovesAsync(id, (r, _, now) => r.Close(by.AsActor(), Impact.ConsultationAvoided, null, now), told);

    /// <summary>Tells facts, or anything else, once more or for the first time, each under a message id of its own.</summary>
    public Task TellsAsync(params IEnumerable<object> messages) => host.PublishAsync([.. messages]);

    public Task<Referral> ReferralAsync(Guid id) => host.ReadAsync(db => db.Set<Referral>().AsNoTracking().Include(r => r.Moves).SingleAsync(r => r.Id == id));

    public Task<ReferralStatus> StatusAsync(Guid id) =>
        host.ReadAsync(db => db.Set<Referral>().Where(r => r.Id == id).Select(r => r.Status).SingleAsync());

    public Task<List<InboxEntry>> InboxAsync(Person person) => host.ReadAsync(db =>
        db.Set<InboxEntry>().AsNoTracking().Where(entry => entry.PersonId == person.Id).OrderBy(entry => entry.Id).ToListAsync());

    /// <summary>Kinds of a person's inbox entries, in order.</summary>
    public async Task<string> ToldAsync(Person person) => string.Join(' ', (await InboxAsync(person)).Select(entry => entry.Kind));

    public Task<List<Breach>> BreachesAsync(Guid id) =>
        host.ReadAsync(db => db.Set<Breach>().AsNoTracking().Where(breach => breach.ReferralId == id).OrderBy(breach => breach.DueUtc).ToListAsync());

    public Task<List<EscalationStep>> StepsAsync(Guid id) =>
        host.ReadAsync(db => db.Set<EscalationStep>().AsNoTracking().Where(step => step.ReferralId == id).OrderBy(step => step.DueUtc).ThenBy(step => step.Id).ToListAsync());

    /// <summary>The acts of the ladder that were done, in order.</summary>
    public async Task<string> ActedAsync(Guid id) => string.Join(' ', (await StepsAsync(id)).Select(step => step.Act));

    public async Task ShouldHoldNothingBackAsync(CancellationToken cancellation)
    {
        var count = await Eventually.SeesAsync(host.CountAsync, seen => seen.Rows == 0, cancellation);
        count.Dead.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    static async Task PublishAsync(UnitOfWork unit, Referral referral, bool told)
    {
        foreach (var fact in told ? referral.Facts : [])
            await unit.Publisher.Publish(fact, fact.GetType());
        await unit.Db.SaveChangesAsync();
    }
}
