using CptsReferral.Gateway.Sealing;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using CptsReferral.Standalone;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Lines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CptsReferral.Support.Standalone;

/// <summary>The standalone switchboard in this process, on a folder of its own, its clock in the test's hands.</summary>
public sealed partial class StandaloneHost : Switchboard
{
    static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // A dozen referrals whose clocks all ring at once, on a machine that is busy with other specs.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly string data = Directory.CreateTempSubdirectory("cpts-standalone-").FullName;
    readonly FakeTimeProvider? clock;
    readonly CancellationTokenSource ticking = new();
    WebApplication? app;

    readonly Action<WebApplicationBuilder>? adjust;

    readonly bool demo;

    readonly SpecDatabase? database;

    StandaloneHost(DateTimeOffset? startsAt, Action<WebApplicationBuilder>? adjust, bool demo = false, SpecDatabase? database = null)
    {
        this.demo = demo;
        this.database = database;
        clock = startsAt is { } start ? new FakeTimeProvider(start) : null;
        this.adjust = adjust;
    }

    public override Uri Address => new(app!.Urls.First());

    public override IReadOnlyList<string> Mails => Directory.Exists(MailFolder)
        ? [.. Directory.GetFiles(MailFolder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [];

    string MailFolder => Path.Combine(data, "mail");

    /// <summary>Where it keeps everything: the database unless that is on a server, mails, keys.</summary>
    public string Folder => data;

    /// <summary>Where the keys of the content are.</summary>
    public string KeysFolder => Path.Combine(data, "content-keys");

    public DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();

    /// <summary>Its routing table: everything that anybody can ask it for.</summary>
    public IReadOnlyList<Door> Doors =>
    [
        .. app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : [Door.AnyMethod])
                .Select(method => new Door(method, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)))
            .Distinct(),
    ];

    /// <summary>A host on the machine's clock.</summary>
    public static Task<StandaloneHost> StartAsync() => StartAsync(startsAt: null);

    /// <summary>What <c>--demo</c> shows: its people and its dozen requests, on the machine's clock.</summary>
    public static async Task<StandaloneHost> StartDemoAsync()
    {
        var host = new StandaloneHost(startsAt: null, adjust: null, demo: true);
        await host.StartAppAsync();
        return host;
    }

    /// <summary>The same at the far end of a line; what a spec is not about still goes over this machine's loopback.</summary>
    public static async Task<StandaloneHost> StartDemoAsync(SlowLine line)
    {
        var host = new StandaloneHost(startsAt: null, builder => builder.WebHost
            .UseUrls("http://127.0.0.1:0", $"http://{SlowLine.Server}")
            .UseSockets(sockets => sockets.CreateBoundListenSocket = place => place.Equals(SlowLine.Server)
                ? line.AtTheServer(() => SocketTransportOptions.CreateDefaultBoundListenSocket(place))
                : SocketTransportOptions.CreateDefaultBoundListenSocket(place)), demo: true);
        await host.StartAppAsync();
        return host;
    }

    /// <summary>A host whose clock starts at an instant and moves only by <see cref="PassesAsync"/>, apart from a tick that lets loops breathe.</summary>
    /// <param name="adjust">What stands in the place of the real thing, such as a log or a part that fails.</param>
    /// <param name="demo">With the dozen requests of the demo.</param>
    /// <param name="database">On this database, in the place of a file of its own.</param>
    public static async Task<StandaloneHost> StartAsync(
        DateTimeOffset? startsAt, Action<WebApplicationBuilder>? adjust = null, bool demo = false, SpecDatabase? database = null)
    {
        var host = new StandaloneHost(startsAt, adjust, demo, database);
        await host.StartAppAsync();
        return host;
    }

    /// <summary>Stops as a service manager would, and starts again on the same folder.</summary>
    public async Task RestartAsync()
    {
        await StopAppAsync();
        await StartAppAsync();
    }

    /// <summary>Makes a new key of the content; what is there stays under the old one for now.</summary>
    public Guid MakesKey()
    {
        using var scope = app!.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IContentKeys>().Rotate();
    }

    /// <summary>Brings everything under the newest key, as an administrator does beside a running host.</summary>
    public async Task<ContentSealed> SealsAgainAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IContentKeys>().SealAgainAsync(_ => { }, cancellation);
    }

    /// <summary>The keys of the content and what each one opens.</summary>
    public async Task<IReadOnlyList<ContentKeyLine>> KeysAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IContentKeys>().ListAsync(cancellation);
    }

    /// <summary>Removes the keys that nothing needs.</summary>
    public async Task<IReadOnlyList<Guid>> RemovesUnusedKeysAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IContentKeys>().RemoveUnusedAsync(TimeSpan.Zero, cancellation);
    }

    /// <summary>Somebody puts the bytes of each of two rows into the other one, in the database itself.</summary>
    /// <param name="where">Finds one row each.</param>
    public async Task ExchangesAsync(string table, string column, (string One, string Other) where, CancellationToken cancellation)
    {
        var one = await BytesAsync(table, column, where.One, cancellation);
        var other = await BytesAsync(table, column, where.Other, cancellation);
        await PutsAsync(table, column, where.One, other, cancellation);
        await PutsAsync(table, column, where.Other, one, cancellation);
    }

    /// <summary>What a row holds in the database itself.</summary>
    public async Task<byte[]> BytesAsync(string table, string column, string where, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        // Names and conditions are the spec's own.
        var sql = string.Concat("SELECT \"", column, "\" AS \"Value\" FROM \"", table, "\" WHERE ", where);
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQueryRaw<byte[]>(sql).SingleAsync(cancellation);
    }

    /// <summary>Writes into a row in the database itself.</summary>
    public async Task PutsAsync(string table, string column, string where, byte[] bytes, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var sql = string.Concat("UPDATE \"", table, "\" SET \"", column, "\" = {0} WHERE ", where);
        await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.ExecuteSqlRawAsync(sql, [bytes], cancellation);
    }

    /// <summary>The blind index: one entry a trait of a patient.</summary>
    public async Task<IReadOnlyList<long>> TokensAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQuery<long>($"""SELECT "Token" AS "Value" FROM "PatientToken" """).ToListAsync(cancellation);
    }

    /// <summary>Empties the blind index, as it was before there was one.</summary>
    public async Task ForgetsPatientsAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.ExecuteSqlAsync($"""DELETE FROM "PatientToken" """, cancellation);
    }

    /// <summary>Every column of a kind: table, column, whether it has a bound of characters or bytes.</summary>
    public IReadOnlyList<(string Table, string Column, int? Length)> ColumnsOf(Type kind)
    {
        using var scope = app!.Services.CreateScope();
        return
        [
            .. from type in scope.ServiceProvider.GetRequiredService<CptsDbContext>().Model.GetEntityTypes()
               from property in type.GetProperties()
               where (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == kind
               select (type.GetTableName()!, property.GetColumnName(), property.GetMaxLength()),
        ];
    }

    /// <summary>Lets time pass in steps; each waits until whatever fell due has been handled, so that nothing is late but by the step.</summary>
    public async Task PassesAsync(TimeSpan span, CancellationToken cancellation)
    {
        var step = TimeSpan.FromMinutes(30);
        for (var left = span; left > TimeSpan.Zero; left -= step)
        {
            clock!.Advance(left < step ? left : step);
            await SettlesAsync(cancellation);
        }
    }

    /// <summary>From now on time passes only by <see cref="PassesAsync"/>: pages can be looked at for longer than a session lasts at the pace of the tick.</summary>
    public void StandsStill() => ticking.Cancel();

    /// <summary>A member leaves.</summary>
    public async Task LeavesAsync(Guid person, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<Person>().Where(p => p.Id == person)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Active, false), cancellation);
    }

    /// <summary>What is stored, told without its content: the rows of each table and the sum of their versions.</summary>
    public async Task<string> StoredAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        var lines = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(type => !type.IsOwned()))
        {
            var versions = table.FindProperty("Version") is null ? "0" : "\"Version\"";
            var sql = $"SELECT COUNT(*) || ' rows, versions ' || COALESCE(SUM({versions}), 0) AS \"Value\" FROM \"{table.GetTableName()}\"";
            // The only names in it come from the model.
            lines.Add($"{table.GetTableName()}: {await db.Database.SqlQueryRaw<string>(sql).SingleAsync(cancellation)}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Who read a referral and its files, oldest first: function, kind, channel, address.</summary>
    public async Task<IReadOnlyList<string>> ReadingsAsync(Guid referral, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQuery<string>(
            $"""SELECT "Function" || ' ' || "Kind" || ' ' || "Channel" || ' ' || "Address" AS "Value" FROM "ContentAccess" WHERE "ReferralId" = {referral} ORDER BY "Id" """)
            .ToListAsync(cancellation);
    }

    /// <summary>Pages of lists that were read, oldest first: function and whose list.</summary>
    public async Task<IReadOnlyList<string>> ListReadingsAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.SqlQuery<string>(
            $"""SELECT "Function" || ' ' || COALESCE("Lane", 'own') AS "Value" FROM "ContentAccess" WHERE "Kind" = 'List' ORDER BY "Id" """)
            .ToListAsync(cancellation);
    }

    /// <summary>From now on whatever needs the table fails.</summary>
    public Task LosesTableAsync(string table, CancellationToken cancellation) => RenameAsync(table, table + "Lost", cancellation);

    public Task FindsTableAsync(string table, CancellationToken cancellation) => RenameAsync(table + "Lost", table, cancellation);

    /// <summary>A message that nobody takes has failed for good; its id.</summary>
    public async Task<Guid> FailsForGoodAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        var now = Now.UtcDateTime;
        var message = new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(Now),
            Destination = "loopback://localhost/nobody",
            ContentType = "application/vnd.masstransit+json",
            MessageType = "urn:message:Invented",
            Body = "{}",
            StoredUtc = now,
            DueUtc = now,
            NextSendUtc = now,
            DeadUtc = now,
            FaultType = "Invented",
        };
        db.Add(message);
        await db.SaveChangesAsync(cancellation);
        return message.MessageId;
    }

    /// <summary>Waits until no message is due any more.</summary>
    public Task SettlesAsync(CancellationToken cancellation) => Eventually.ShouldBeAsync(
        async () =>
        {
            await using var scope = app!.Services.CreateAsyncScope();
            var now = Now.UtcDateTime;
            return await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<OutboxMessage>()
                .CountAsync(message => message.DueUtc <= now && message.DeadUtc == null, cancellation);
        },
        0,
        cancellation,
        Patience);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await StopAppAsync();
        await ticking.CancelAsync();
        ticking.Dispose();
        Directory.Delete(data, recursive: true);
    }

    async Task RenameAsync(string table, string name, CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        // Names of tables are no parameters; these are the spec's own.
        var sql = string.Concat("ALTER TABLE \"", table, "\" RENAME TO \"", name, "\"");
        await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Database.ExecuteSqlRawAsync(sql, cancellation);
    }

    async Task StartAppAsync()
    {
        // A server's schema is brought up to date only when asked.
        var arguments = StandaloneArguments.Parse(["--data", data, "--urls", "http://127.0.0.1:0"])! with { People = true, Demo = demo, Migrate = database is not null };
        app = StandaloneApp.Build(arguments, builder =>
        {
            builder.Configuration["Logging:Console:LogLevel:Default"] = "None";
            if (clock is not null)
                builder.Services.AddSingleton<TimeProvider>(clock);
            foreach (var (key, value) in database?.Settings ?? [])
                builder.Configuration[key] = value;
            adjust?.Invoke(builder);
        });
        await app.PrepareDatabaseAsync(arguments);
        await app.StartAsync();
        await app.WelcomeAsync(arguments);
        if (clock is not null)
            _ = TickAsync();
    }

    async Task StopAppAsync()
    {
        if (app is null)
            return;
        ForgetPersonas();
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    // Loops of the host sleep on the test's clock: while nobody drives it, it still moves on, a second for each tenth of one.
    async Task TickAsync()
    {
        while (!ticking.IsCancellationRequested && app is not null)
        {
            clock!.Advance(Tick / 10);
            await Task.Delay(Tick / 100, TimeProvider.System, CancellationToken.None);
        }
    }
}
