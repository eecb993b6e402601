using System.Collections.Immutable;
using CptsReferral.Contracts;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery;
using CptsReferral.Delivery.Notices;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.ReturnLoop;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Support.Delivery;

/// <summary>The delivery host with the real database, journal and bus; the rest of the house is played by the spec.</summary>
public sealed class DeliveryHost : IAsyncDisposable
{
    /// <summary>What no notice, message or log may ever hold.</summary>
    public static readonly ImmutableArray<string> Secrets = ["PATIENTE-ZYXW", "Wilhelmine-Ottilie", "1931-07-09", "naevus-irregulier-zyxw", "melanome-zyxw"];

    static readonly Guid Expert = Guid.Parse("0193a000-0000-7000-8000-0000000000e1");

    readonly IHost host;
    readonly string pickup;

    DeliveryHost(IHost host, string pickup)
    {
        this.host = host;
        this.pickup = pickup;
    }

    public IReadOnlyList<string> Logged => host.Services.GetRequiredService<LogRecorder>().Lines;

    /// <summary>Bodies of the messages consumed so far.</summary>
    public IReadOnlyList<string> Carried => host.Services.GetRequiredService<BusTap>().Bodies;

    public IReadOnlyList<IReferralFact> FactsHeard => host.Services.GetRequiredService<FactsHeard>().Facts;

    /// <summary>Mails in the pickup folder.</summary>
    public IReadOnlyList<MailSheet> PickedUp => Directory.Exists(pickup)
        ? [.. Directory.EnumerateFiles(pickup, "*.eml").Order(StringComparer.Ordinal).Select(MailSheet.Load)]
        : [];

    public IReadOnlyList<string> PickupFiles => [.. Directory.EnumerateFiles(pickup).Select(file => Path.GetFileName(file))];

    public static async Task<DeliveryHost> StartAsync(DeliveryPlan plan, CancellationToken cancellationToken)
    {
        var delivery = Build(plan);
        await delivery.DoAsync(async services =>
        {
            await services.GetRequiredService<DbContext>().Database.EnsureCreatedAsync(cancellationToken);
            await services.GetRequiredService<LaneSeed>().EnsureAsync(cancellationToken);
        });
        await delivery.host.StartAsync(cancellationToken);
        return delivery;
    }

    /// <summary>Registers a requester; a GP with one mailbox unless told otherwise.</summary>
    public async Task<Guid> HasRequesterAsync(
        string email = "camille.durand@cabinet.example.org",
        string name = "Dr Camille Durand",
        string? secondEmail = null,
        string? webhookUrl = null,
        string? webhookSecret = WebhookPeer.Secret,
        bool mailOnQuestion = true)
    {
        var person = new Person
        {
            Id = NewId(),
            DisplayName = name,
            Function = "general-practitioner",
            Email = email,
            SecondEmail = secondEmail,
            WebhookUrl = webhookUrl,
            WebhookSecret = webhookUrl is null ? null : webhookSecret,
            NoMailOnInformationRequest = !mailOnQuestion,
        };
        await AddAsync(person);
        return person.Id;
    }

    public async Task<Guid> HasPersonAsync(string function)
    {
        var person = new Person { Id = NewId(), DisplayName = $"Someone, {function}", Function = function, Email = "" };
        await AddAsync(person);
        return person.Id;
    }

    /// <summary>A referral that its desk has just answered.</summary>
    public Task<HomeboundReferral> IsAnsweredAsync(Guid requesterId, string lane = "dermatology", Guid? doctor = null) => LivesAsync(requesterId, lane, (referral, services, clock, now) =>
        referral.Answer(new Actor(Expert, "dermatologist"), Seal(services).SealJson(new AnswerContent(Secrets[4], ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, []), referral.NextAnswer()), clock, now), doctor);

    public Task<HomeboundReferral> IsDeclinedAsync(Guid requesterId) => LivesAsync(requesterId, "dermatology", (referral, services, clock, now) =>
        referral.Decline(new Actor(Expert, "dermatologist"), Note(services, referral), clock, now));

    public Task<HomeboundReferral> IsAskedForMoreAsync(Guid requesterId) => LivesAsync(requesterId, "dermatology", (referral, services, clock, now) =>
        referral.RequestInformation(new Actor(Expert, "dermatologist"), Note(services, referral), clock, now));

    public async Task<HomeboundReferral> IsRedirectedAsync(Guid requesterId, string to)
    {
        var successorId = (await LivesAsync(requesterId, to, (_, _, _, _) => null)).Id;
        return await LivesAsync(requesterId, "dermatology", (referral, services, clock, now) => referral.Redirect(
            new Actor(Expert, "dermatologist"), Note(services, referral), services.GetRequiredService<DbContext>().Set<Referral>().Single(other => other.Id == successorId), clock, now));
    }

    public Task<HomeboundReferral> IsAmendedAsync(HomeboundReferral referral) => ChangeAsync(referral.Id, (tracked, services, now) =>
        tracked.Amend(new Actor(Expert, "dermatologist"), Seal(services).SealJson(new AnswerContent(Secrets[4], ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, []), tracked.NextAnswer()), now));

    public Task<HomeboundReferral> IsOpenedAsync(HomeboundReferral referral) => ChangeAsync(referral.Id, (tracked, _, now) =>
        tracked.Open(new Actor(tracked.RequesterId, "general-practitioner"), now));

    public Task BringsHomeAsync(HomeboundReferral referral, ReturnKind kind = ReturnKind.Answer) =>
        PublishAsync(new BringHome(referral.Id, referral.Lane, kind, referral.Version, referral.OccurredUtc));

    public Task TriesSecondChannelAsync(HomeboundReferral referral) => PublishAsync(new TrySecondChannel(referral.Id, referral.Lane, Now));

    public Task PutsOnCallListAsync(HomeboundReferral referral) => PublishAsync(new PutOnCallList(referral.Id, referral.Lane, Now));

    public Task SettlesCallAsync(HomeboundReferral referral, Guid by) => DoAsync(async services =>
    {
        var db = services.GetRequiredService<DbContext>();
        var entry = await db.Set<CallListEntry>().SingleAsync(e => e.ReferralId == referral.Id);
        entry.SettledUtc = Now;
        entry.SettledBy = by;
        entry.Version++;
        await db.SaveChangesAsync();
    });

    /// <summary>The same notice is asked for once more, as after a crash before it was recorded.</summary>
    public Task SendsAgainAsync(Guid noticeId) => PublishAsync(new SendNotice(noticeId, Guid.Empty));

    /// <summary>Puts the notice back to the moment before its hand-over was recorded.</summary>
    public Task ForgetsSendingAsync(Guid noticeId) => DoAsync(services => services.GetRequiredService<DbContext>().Set<Notice>()
        .Where(notice => notice.Id == noticeId)
        .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.SentUtc, (DateTime?)null).SetProperty(notice => notice.Attempts, 0)));

    /// <summary>Five minutes ago the notice was written, and the message that should have sent it vanished.</summary>
    public Task LosesBeforeSendingAsync(HomeboundReferral referral) => LosesAsync(referral, sent: false);

    /// <summary>Five minutes ago the notice left, and the message that should have said so vanished.</summary>
    public Task LosesAfterSendingAsync(HomeboundReferral referral) => LosesAsync(referral, sent: true);

    Task LosesAsync(HomeboundReferral referral, bool sent) => DoAsync(async services =>
    {
        var db = services.GetRequiredService<DbContext>();
        var then = Now.AddMinutes(-5);
        await db.Set<Notice>().Where(notice => notice.ReferralId == referral.Id).ExecuteUpdateAsync(set => set
            .SetProperty(notice => notice.CreatedUtc, then)
            .SetProperty(notice => notice.SentUtc, sent ? then : null)
            .SetProperty(notice => notice.Attempts, sent ? 1 : 0));
        await db.Set<Referral>().Where(r => r.Id == referral.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, ReferralStatus.Answered)
            .SetProperty(r => r.DeliveredUtc, (DateTime?)null));
    });

    public Task<string> StatusAsync(HomeboundReferral referral) => ReadAsync(db =>
        db.Set<Referral>().Where(r => r.Id == referral.Id).Select(r => r.Status.ToString()).SingleAsync());

    public Task<DateTime?> DeliveredUtcAsync(HomeboundReferral referral) => ReadAsync(db =>
        db.Set<Referral>().Where(r => r.Id == referral.Id).Select(r => r.DeliveredUtc).SingleAsync());

    public Task<List<NoticeSheet>> NoticesAsync(HomeboundReferral referral) => ReadAsync(db => db.Set<Notice>().AsNoTracking()
        .Where(n => n.ReferralId == referral.Id)
        .OrderBy(n => n.CreatedUtc)
        .Select(n => new NoticeSheet(n.Id, n.Kind.ToString(), n.Channel.ToString(), n.Reminder, n.Attempts, n.SentUtc, n.FailedUtc, n.FailureCode, n.WithdrawnUtc))
        .ToListAsync());

    public async Task<NoticeSheet> NoticeAsync(HomeboundReferral referral, string channel, bool reminder = false) =>
        (await NoticesAsync(referral)).Single(notice => notice.Channel == channel && notice.Reminder == reminder);

    public Task<List<InboxSheet>> InboxAsync(Guid personId) => ReadAsync(db => db.Set<InboxEntry>().AsNoTracking()
        .Where(entry => entry.PersonId == personId)
        .OrderBy(entry => entry.Id)
        .Select(entry => new InboxSheet(entry.ReferralId, entry.Lane, entry.Kind))
        .ToListAsync());

    /// <summary>Referrals that somebody has to phone about.</summary>
    public Task<List<Guid>> CallListAsync() => ReadAsync(db => db.Set<CallListEntry>().AsNoTracking()
        .Where(entry => entry.SettledUtc == null)
        .Select(entry => entry.ReferralId)
        .ToListAsync());

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDeadLetters>().ListAsync(100, CancellationToken.None);
    }

    public Task ReplaysDeadLettersAsync() => DoAsync(services => services.GetRequiredService<IDeadLetters>().ReplayAllAsync(CancellationToken.None));

    /// <summary>Messages stored and not yet done with, dead ones apart.</summary>
    public Task<int> WaitingAsync() => ReadAsync(db => db.Set<Platform.Messaging.Journal.OutboxMessage>().CountAsync(row => row.DeadUtc == null));

    /// <summary>Waits until it takes messages: over a broker a host starts before its queues are there.</summary>
    public Task IsAtWorkAsync(CancellationToken cancellationToken) => Eventually.ShouldBeAsync(
        () => host.Services.GetRequiredService<IBusControl>().CheckHealth().Status, BusHealthStatus.Healthy, cancellationToken);

    /// <summary>Everything published so far has been handled.</summary>
    public Task SettlesAsync(CancellationToken cancellationToken) => Eventually.ShouldBeAsync(WaitingAsync, 0, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        if (Directory.Exists(pickup))
            Directory.Delete(pickup, recursive: true);
    }

    static DeliveryHost Build(DeliveryPlan plan)
    {
        var folder = Directory.CreateTempSubdirectory("cpts-pickup-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([.. plan.Database.Settings, .. plan.Bus.Settings, .. Settings(plan, folder)]);
        builder.Configuration.AddInMemoryCollection(plan.Settings);
        var recorder = new LogRecorder();
        builder.Services.AddSingleton(recorder);
        builder.Services.AddSingleton<IContentSeal, PlainSeal>();
        builder.Logging.AddProvider(recorder).AddFilter((category, level) =>
            level >= (category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true ? LogLevel.Warning : LogLevel.Debug));
        builder.Services.AddSingleton<FactsHeard>();
        builder.Services.AddSingleton<BusTap>();
        builder.Services.AddConsumeObserver(services => services.GetRequiredService<BusTap>());
        builder.AddPersistence(ReferralsModel.Configure, DeliveryModel.Configure);
        builder.AddMessaging(DeliveryRegistration.AddDeliveryConsumers, bus => bus.AddConsumer<DeliveredListener>());
        builder.AddDelivery();
        return new DeliveryHost(builder.Build(), folder);
    }

    // Short waits, so that a spec of an outage takes a second; the numbers of real hosts are the defaults. How long a peer may take is left as it is
    // there: a machine that is busy is no silent peer, and what is given up too soon is sent twice.
    static Dictionary<string, string?> Settings(DeliveryPlan plan, string folder) => new(StringComparer.Ordinal)
    {
        ["Bus:Retries"] = "1",
        ["Bus:RetryDelay"] = "00:00:00.020",
        ["Bus:Redelivery:0"] = "00:00:00.100",
        ["Bus:Journal:Poll"] = "00:00:00.050",
        ["Delivery:PublicUrl"] = DeliveryPlan.PublicUrl,
        ["Delivery:FirstPause"] = "00:00:00.100",
        ["Delivery:LongestPause"] = "00:00:01",
        ["Delivery:Mail:From"] = "CPTS du Pays d'Essai <cpts@example.org>",
        ["Delivery:Mail:Mode"] = plan.Smtp is null ? "Pickup" : "Smtp",
        ["Delivery:Mail:PickupDirectory"] = folder,
        ["Delivery:Mail:Host"] = "127.0.0.1",
        ["Delivery:Mail:Port"] = plan.Smtp?.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Delivery:Mail:Security"] = "None",
        ["Delivery:Mail:RetryDelay"] = "00:00:00.050",
        ["Delivery:Mail:BreakFor"] = "00:00:00.500",
        ["Delivery:Webhook:AllowLoopbackHttp"] = "true",
        ["Delivery:Webhook:RetryDelay"] = "00:00:00.050",
    };

    DateTime Now => host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    static IContentSeal Seal(IServiceProvider services) => services.GetRequiredService<IContentSeal>();

    static byte[] Note(IServiceProvider services, Referral referral) => Seal(services).SealJson(new MoveNote("other", Secrets[3], []), referral.NextNote());

    static Guid NewId() => Guid.CreateVersion7();

    async Task<HomeboundReferral> LivesAsync(
        Guid requesterId, string lane, Func<Referral, IServiceProvider, LaneClock, DateTime, Referrals.Refusals.Refusal?> last, Guid? doctor = null)
    {
        HomeboundReferral? homebound = null;
        await DoAsync(async services =>
        {
            var db = services.GetRequiredService<DbContext>();
            var document = (await services.GetRequiredService<LaneCatalogue>().GetCurrentAsync(lane))!;
            var requester = new Actor(requesterId, "general-practitioner");
            var id = Referral.NewId(Now);
            var content = Seal(services).SealJson(
                new RequestContent(
                    new PatientIdentity(Secrets[0], Secrets[1], new DateOnly(1931, 7, 9), "female", null, null, null),
                    Secrets[3],
                    null,
                    new Consent(true, null),
                    ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty,
                    []),
                ContentPlace.Request(id));
            var referral = Referral.Submit(
                new NewReferral(id, lane, document.Version, Priority.Routine, document.Indications[0].Code, requesterId, requester, content, doctor), document.Clock, Now);
            Allowed(referral.Queue(document.Clock, Now));
            Allowed(referral.Claim(new Actor(Expert, "dermatologist"), document.Clock, Now));
            Allowed(last(referral, services, document.Clock, Now));
            db.Add(referral);
            await db.SaveChangesAsync();
            homebound = Sheet(referral);
        });
        return homebound!;
    }

    async Task<HomeboundReferral> ChangeAsync(Guid id, Func<Referral, IServiceProvider, DateTime, Referrals.Refusals.Refusal?> move)
    {
        HomeboundReferral? homebound = null;
        await DoAsync(async services =>
        {
            var db = services.GetRequiredService<DbContext>();
            var referral = await db.Set<Referral>().Include(r => r.Moves).SingleAsync(r => r.Id == id);
            Allowed(move(referral, services, Now));
            await db.SaveChangesAsync();
            homebound = Sheet(referral);
        });
        return homebound!;
    }

    static HomeboundReferral Sheet(Referral referral) =>
        new(referral.Id, referral.Reference, referral.Lane, referral.Version, referral.Moves.Max(move => move.AtUtc), referral.RequesterId);

    static void Allowed(Referrals.Refusals.Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"The story of the spec is impossible: {refusal.Code}");
    }

    Task AddAsync(object row) => DoAsync(async services =>
    {
        var db = services.GetRequiredService<DbContext>();
        db.Add(row);
        await db.SaveChangesAsync();
    });

    Task PublishAsync(object message) => DoAsync(async services =>
    {
        await services.GetRequiredService<IPublishEndpoint>().Publish(message);
        await services.GetRequiredService<DbContext>().SaveChangesAsync();
    });

    async Task<T> ReadAsync<T>(Func<DbContext, Task<T>> read)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<DbContext>());
    }

    async Task DoAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }
}
