using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Xunit;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>A switchboard with something behind every address: a request in hands, a target missed, an answer nobody opened, and all who ask.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>What the patient, the question and the file are called: words that nothing else says.</summary>
    public static readonly string[] Planted = ["ZYXNOMDENAISSANCE", "Zyxprenom", "zyxquestion", "zyxfichier"];

    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    readonly Queue<Guid> calls = new();
    StandaloneHost? host;
    Guid cardiologist;
    int newcomers;
    int shifts;

    public StandaloneHost Host => host!;

    /// <summary>What it has asked its database.</summary>
    public QuestionBook Questions { get; } = new();

    internal IReadOnlyList<Viewer> Viewers { get; private set; } = [];

    /// <summary>The request that everybody asks about, held by the cardiologist.</summary>
    public Guid Request { get; private set; }

    /// <summary>Its tracing.</summary>
    public Guid File { get; private set; }

    /// <summary>A request whose target was missed, and the line about it in the register.</summary>
    public Guid Late { get; private set; }

    public Guid Breach { get; private set; }

    /// <summary>Somebody to phone; saying twice that they were reached does no harm.</summary>
    public Guid Phoned { get; private set; }

    /// <summary>Somebody else to phone: the page takes each off the list.</summary>
    public Guid NextCall => calls.Dequeue();

    /// <summary>The day on which people are on duty here.</summary>
    public static DateOnly DutyDay { get; } = new(2026, 12, 1);

    /// <summary>Somebody who came and has not signed in.</summary>
    public Guid Newcomer { get; private set; }

    /// <summary>The secret of their link.</summary>
    public string Secret { get; private set; } = "";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StandaloneHost.StartAsync(Monday, builder => Questions.ListenTo(builder.Services));
        Late = await PostedAsync("ecg");
        Phoned = await AnsweredAsync("ecg");
        // One for those who may not, one for each who may.
        for (var n = 0; n < 3; n++)
            calls.Enqueue(await AnsweredAsync("ecg"));
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);
        Breach = (await BreachAsync()).GetProperty("id").GetGuid();

        Request = await ClaimedAsync("ecg");
        File = (await host.Gp.ReadsAsync(Request, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        cardiologist = (await host.Cardiologist.GetsAsync("/api/me", Cancellation)).Id;
        Newcomer = await JoinsAsync();
        var invitation = (await host.Coordinator.PostsAsync($"/api/people/{Newcomer}/activation", "", Cancellation)).Json;
        Secret = invitation.GetProperty("url").GetString()!.Split('/')[^1];
        Viewers = [.. Places.All.Select(viewer => new Viewer(host.Address, viewer.Place, viewer.Person))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var viewer in Viewers)
            viewer.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>A new member's entry.</summary>
    public string NewPerson() => $$"""{"displayName":"Dr Nova Inventée","function":"nurse","email":"nova-{{++newcomers}}@example.org"}""";

    /// <summary>A member who was just added.</summary>
    public async Task<Guid> JoinsAsync() => (await Host.Coordinator.PostsAsync("/api/people", NewPerson(), Cancellation)).Json.GetProperty("personId").GetGuid();

    /// <summary>A shift that overlaps no other.</summary>
    public string NewShift()
    {
        var from = DutyDay.ToDateTime(new TimeOnly(0, 10 * ++shifts % 60)).AddHours(shifts / 6);
        return $$"""{"personId":"{{cardiologist}}","from":"{{from:yyyy-MM-dd'T'HH:mm}}:00+01:00","to":"{{from.AddMinutes(10):yyyy-MM-dd'T'HH:mm}}:00+01:00"}""";
    }

    /// <summary>A shift on the rota.</summary>
    public async Task<Guid> OnDutyAsync() => (await Host.Coordinator.PostsAsync("/api/rotas/ecg-readers", NewShift(), Cancellation)).Id;

    /// <summary>The reference of a request.</summary>
    public async Task<string> ReferenceAsync() => (await Host.Gp.ReadsAsync(await FreeAsync(), Cancellation)).Json.GetProperty("reference").GetString()!;

    /// <summary>The reference of a request that is kept whatever the periods say.</summary>
    public async Task<string> HeldAsync()
    {
        var reference = await ReferenceAsync();
        await Host.DataProtectionOfficer.PutsAsync($"/api/retention/holds/{reference}", "{\"reason\":\"claim\"}", Cancellation);
        return reference;
    }

    /// <summary>What is sent to open a request in an emergency.</summary>
    public static string Emergency(string reference) => $$"""{"reference":"{{reference}}","reason":"patient-present","justification":"Devant moi."}""";

    /// <summary>A request that the oncologist has opened in an emergency.</summary>
    public async Task<Guid> OpenedAsync()
    {
        var reply = await Host.Oncologist.PostsAsync("/api/break-glass", Emergency(await ReferenceAsync()), Cancellation);
        return reply.Status == HttpStatusCode.Created ? reply.Id : throw new InvalidOperationException($"Not opened: {reply}");
    }

    /// <summary>A file that the requester has begun to send; its address.</summary>
    public async Task<string> UploadAsync()
    {
        var begins = new Ask(HttpMethod.Post, "/uploads") { Headers = Asks.BeginningOf(Files.Png) };
        return (await Viewers.Single(viewer => viewer.Place == Places.Requester).AsksAsync(begins, Cancellation)).Location!.AbsolutePath;
    }

    public async Task<int> BreachVersionAsync() => (await BreachAsync()).GetProperty("version").GetInt32();

    /// <summary>A request to post, each time another one.</summary>
    internal async Task<Ask> CardiologyRequestAsync() =>
        Ask.Json(HttpMethod.Post, "/api/referrals", Requests.For(await Host.LaneAsync("cardiology", Cancellation)).ToJsonString()) with
        {
            Headers = [("Idempotency-Key", Guid.CreateVersion7().ToString("N"))],
        };

    /// <summary>A request that anybody of its desk may take.</summary>
    public async Task<Guid> FreeAsync(string lane = "cardiology")
    {
        var id = await PostedAsync(lane);
        await Host.ReachesAsync(id, "queued", Cancellation);
        return id;
    }

    /// <summary>A request in the hands of the cardiologist.</summary>
    public async Task<Guid> ClaimedAsync(string lane = "cardiology") => await MovedAsync(await FreeAsync(lane), "claim", []);

    /// <summary>One that waits for the requester.</summary>
    public async Task<Guid> AskedAsync() =>
        await MovedAsync(await ClaimedAsync(), "information-request", new JsonObject { ["question"] = "Depuis quand ?" });

    /// <summary>One whose answer came home.</summary>
    public async Task<Guid> AnsweredAsync(string lane = "cardiology")
    {
        var id = await MovedAsync(await ClaimedAsync(lane), "answer", await AnswerAsync(lane));
        await Host.ReachesAsync(id, "delivered", Cancellation);
        return id;
    }

    /// <summary>An answer in the form of a lane.</summary>
    public async Task<JsonObject> AnswerAsync(string lane = "cardiology") => Requests.AnswerFor(await Host.LaneAsync(lane, Cancellation));

    /// <summary>The pattern of an address with all its places filled by what is here.</summary>
    public string Fill(string route) => string.Concat(route.Split('{', '}').Select((part, n) => n % 2 == 0 ? part : Filling(route, part)));

    string Filling(string route, string place) => place.Split(':')[0] switch
    {
        "id" or "Id" when route.StartsWith("/people", StringComparison.Ordinal) => Newcomer.ToString(),
        "id" when route.Contains("/attachments/", StringComparison.Ordinal) || route.StartsWith("/files", StringComparison.Ordinal) => File.ToString(),
        "id" or "Id" => Request.ToString(),
        "lane" or "code" or "Code" => "ecg",
        "desk" => "ecg-readers",
        "documentName" => "v1",
        "Shelf" => "open",
        "secret" or "Secret" => Secret,
        _ => throw new InvalidOperationException($"What stands for {place} in {route}? The stage does not know."),
    };

    async Task<Guid> PostedAsync(string lane)
    {
        var request = await Host.RequestAsync(lane, Host.Gp, Cancellation);
        (request["patient"]!["birthName"], request["patient"]!["givenNames"]) = (Planted[0], Planted[1]);
        request["question"] = "Une zyxquestion ?";
        request["attachments"]!.AsArray().Add((await Host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "zyxfichier.pdf", Cancellation)).Id);
        var reply = await Host.Gp.SubmitsAsync(request, Cancellation);
        return reply.Status == HttpStatusCode.Created ? reply.Id : throw new InvalidOperationException($"Not accepted: {reply}");
    }

    async Task<Guid> MovedAsync(Guid id, string move, JsonObject body)
    {
        var reply = await Host.Cardiologist.DoesAsync(move, id, body, Cancellation);
        return reply.Status == HttpStatusCode.OK ? id : throw new InvalidOperationException($"Not done, {move}: {reply}");
    }

    async Task<JsonElement> BreachAsync() => (await Host.Coordinator.GetsAsync("/api/breaches?limit=200", Cancellation)).Json.GetProperty("items").EnumerateArray()
        .First(line => line.GetProperty("referralId").GetGuid() == Late);
}
