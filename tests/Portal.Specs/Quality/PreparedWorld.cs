using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Xunit;
using Scriptless = CptsReferral.Support.Portal.Visitor;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>A switchboard two days old where something is in every state, so that every page has something to show; and people who are signed in already.</summary>
public class PreparedWorld(Chromium chromium) : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    readonly ConcurrentDictionary<string, Task<string>> sessions = new(StringComparer.Ordinal);
    StandaloneHost? host;
    SomebodySigningIn? somebody;

    /// <summary>Words that no page of a coordinator may show, nor any title or address.</summary>
    public static IReadOnlyList<string> Planted { get; } =
        ["DURAND-FICTIF", "Motquestion", "Motcontexte", "Motcomplement", "Motprecision", "Motreponse", "Motreserve", "Motrefus", "Motappel", "Motchamp"];

    public Uri Address => host!.Address;

    public Guid Queued { get; private set; }

    /// <summary>Asked about and answered: both sides have written.</summary>
    public Guid Claimed { get; private set; }

    public Guid Asked { get; private set; }

    public Guid Delivered { get; private set; }

    public Guid Closed { get; private set; }

    public Guid Declined { get; private set; }

    public Guid Redirected { get; private set; }

    public Guid Cancelled { get; private set; }

    public Guid Imaging { get; private set; }

    /// <summary>Opened by the dermatologist in an emergency.</summary>
    public Guid Opened { get; private set; }

    /// <summary>Bytes that the service worker fetches on a first visit for the day when the line is down: itself and one page. It is not let into the visits,
    /// where what it fetches would be counted once or not, as it happens.</summary>
    public int Aside { get; private set; }

    /// <summary>Everything that a lane's document says, in both languages.</summary>
    public IReadOnlySet<string> LaneWords { get; private set; } = new HashSet<string>();

    /// <summary>Where somebody new chooses how they will sign in.</summary>
    public string Invitation => somebody!.Invitation;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Board => host!;

    public async ValueTask InitializeAsync()
    {
        if (chromium.Missing is not null)
            return;
        host = await StandaloneHost.StartAsync(Monday, database: await DatabaseAsync());
        await LetsTwoDaysPassAsync();
        await LeavesRequestsInEveryStateAsync();
        await ChangesALaneAsync();
        await PutsOnDutyAsync("ecg-readers", "0198c0de-0000-7000-8000-000000000005");
        foreach (var expert in (string[])[People.Dermatologist, People.Cardiologist])
            await KeepsAReplyAsync(expert);
        await FindsADiscrepancyAsync();
        await HoldsAndErasesAsync();
        await BreaksTheGlassAsync();
        somebody = await SomebodySigningIn.ComesAsync(host, Cancellation);
        await host.SettlesAsync(Cancellation);
        host.StandsStill();
        LaneWords = await LaneWordsAsync();
        Aside = await WeighAsync("/sw.js") + await WeighAsync("/offline");
    }

    /// <summary>A fresh device, but for the session of a person; nobody is signed in without a name.</summary>
    public async Task<Visitor> VisitsAsync(string? person, Device device)
    {
        var session = person is null ? null : await sessions.GetOrAdd(person, SessionOfAsync);
        return await Visitor.ComesAsync(await chromium.OpensAsync(Address, device.WithoutServiceWorker, session), device);
    }

    /// <summary>The same without a browser.</summary>
    public async Task<Scriptless> VisitsWithoutScriptsAsync(string? person)
    {
        var visitor = new Scriptless(Address);
        if (person is null)
            return visitor;
        return somebody!.Sessions.TryGetValue(person, out var halfway) ? visitor.Bears(halfway) : await visitor.SignsInAsAsync(person, Cancellation);
    }

    /// <summary>For one page, what keeps the canned replies is gone.</summary>
    public Task LosesCannedRepliesAsync() => Board.LosesTableAsync("CannedReply", Cancellation);

    public Task FindsCannedRepliesAsync() => Board.FindsTableAsync("CannedReply", Cancellation);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>Null for the embedded one.</summary>
    protected virtual Task<SpecDatabase?> DatabaseAsync() => Task.FromResult<SpecDatabase?>(null);

    // Once reviewed, once not; the last one at the last moment: pages are looked at within its hour.
    async Task BreaksTheGlassAsync()
    {
        Opened = await Board.QueuedAsync("cardiology", Cancellation);
        foreach (var id in (Guid[])[await Board.QueuedAsync("cardiology", Cancellation), Opened])
        {
            if (id == Opened)
                await ReviewsAsync();
            var reference = (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString();
            await Board.Dermatologist.PostsAsync(
                "/api/break-glass", $$"""{"reference":"{{reference}}","reason":"continuity-of-care","justification":"Consœur absente."}""", Cancellation);
        }
    }

    async Task ReviewsAsync()
    {
        var opening = (await Board.DataProtectionOfficer.GetsAsync("/api/break-glass", Cancellation)).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        await Board.DataProtectionOfficer.PostsAsync($"/api/break-glass/{opening}/review", """{"verdict":"justified","note":"Confirmé."}""", Cancellation);
    }

    async Task FindsADiscrepancyAsync()
    {
        await host!.LearnsOfAStrayAsync(Cancellation);
        await host.TampersAsync(Cancellation, """DELETE FROM "ReferralRouting" WHERE "CorrelationId" = (SELECT "CorrelationId" FROM "ReferralRouting" WHERE "CurrentState" = 'OnWorklist' LIMIT 1)""");
        await Eventually.SeesAsync(
            async () =>
            {
                await host.PassesAsync(TimeSpan.FromMinutes(1), Cancellation);
                return (await Board.Coordinator.GetsAsync("/api/reconciliation", Cancellation)).Json.GetProperty("items").GetArrayLength();
            },
            found => found > 0,
            Cancellation);
    }

    async Task<HashSet<string>> LaneWordsAsync()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lane in (string[])["cardiology", "dermatology", "ecg", "imaging", "oncology"])
            Collect(await Board.LaneAsync(lane, Cancellation));
        return words;

        void Collect(JsonElement part)
        {
            if (part.ValueKind == JsonValueKind.String)
                words.Add(part.GetString()!);
            else if (part.ValueKind == JsonValueKind.Array)
                part.EnumerateArray().ToList().ForEach(Collect);
            else if (part.ValueKind == JsonValueKind.Object)
                part.EnumerateObject().ToList().ForEach(member => Collect(member.Value));
        }
    }

    async Task<int> WeighAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "gzip, br" }, { "Accept", "text/html" } } };
        using var response = await http.SendAsync(request, Cancellation);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Cancellation)).Length
            + string.Join("\r\n", response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")).Length;
    }

    async Task<string> SessionOfAsync(string person)
    {
        if (somebody!.Sessions.TryGetValue(person, out var halfway))
            return Stored(halfway);
        using var visitor = new Scriptless(Address);
        await visitor.SignsInAsAsync(person, Cancellation);
        return Stored(visitor.Cookies);
    }

    // As Playwright keeps what a browser had.
    string Stored(IReadOnlyDictionary<string, string> cookies) => JsonSerializer.Serialize(new
    {
        cookies = cookies.Select(cookie => new { name = cookie.Key, value = cookie.Value, domain = Address.Host, path = "/", expires = -1, httpOnly = true, secure = true, sameSite = "Lax" }),
        origins = Array.Empty<object>(),
    });

    /// <summary>One request that nobody took in time, one answer that nobody opened, one request that will soon be late.</summary>
    async Task LetsTwoDaysPassAsync()
    {
        await PostedAsync("ecg", Board.Nurse);
        await AnsweredAsync("ecg", Board.Nurse);
        await Board.PassesAsync(TimeSpan.FromHours(15), Cancellation);
        await PostedAsync("ecg");
        await Board.PassesAsync(TimeSpan.FromHours(15), Cancellation);
    }

    async Task LeavesRequestsInEveryStateAsync()
    {
        Queued = await PostedAsync("dermatology");
        Claimed = await ClaimedAsync("cardiology", Board.Cardiologist);
        await DoesAsync(Board.Cardiologist, "information-request", Claimed, new JsonObject { ["question"] = "Motcomplement ?" });
        await DoesAsync(Board.Gp, "information", Claimed, new JsonObject { ["text"] = "Motprecision.", ["attachments"] = new JsonArray() });
        Asked = await ClaimedAsync("dermatology", Board.Dermatologist);
        await DoesAsync(Board.Dermatologist, "information-request", Asked, new JsonObject { ["question"] = "Motcomplement ?" });
        Delivered = await AnsweredAsync("ecg", Board.Gp);
        await DoesAsync(Board.Cardiologist, "amendment", Delivered, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation), "Motreserve"));
        Closed = await AnsweredAsync("cardiology", Board.Gp);
        await Board.ReachesAsync(Closed, "delivered", Cancellation);
        await DoesAsync(Board.Gp, "open", Closed, []);
        await DoesAsync(Board.Gp, "close", Closed, new JsonObject { ["impact"] = "consultation-avoided" });
        Declined = await ClaimedAsync("ecg", Board.Cardiologist2);
        await DoesAsync(Board.Cardiologist2, "decline", Declined, new JsonObject { ["reason"] = "other", ["text"] = "Motrefus" });
        Redirected = await ClaimedAsync("ecg", Board.Cardiologist2);
        await DoesAsync(Board.Cardiologist2, "redirect", Redirected, new JsonObject { ["lane"] = "cardiology", ["text"] = "Motrefus" });
        Cancelled = await PostedAsync("imaging");
        await DoesAsync(Board.Gp, "cancel", Cancelled, new JsonObject { ["reason"] = "Motrefus" });
        Imaging = await ClaimedAsync("imaging", Board.Secretary);
        await DoesAsync(Board.Secretary, "contact-attempt", Imaging, new JsonObject { ["text"] = "Motappel" });
        await Board.ReachesAsync(Delivered, "delivered", Cancellation);
    }

    /// <summary>A lane with two versions, so that there is something to compare.</summary>
    async Task ChangesALaneAsync()
    {
        var lane = JsonNode.Parse((await Board.Coordinator.GetsAsync("/api/lanes/oncology", Cancellation)).Text)!.AsObject();
        lane["clock"]!["stages"]![0]!["duration"] = "PT70H";
        Succeed(await Board.Coordinator.PutsAsync("/api/lanes/oncology", lane.ToJsonString(), Cancellation));
    }

    async Task PutsOnDutyAsync(string desk, string person) => Succeed(await Board.Coordinator.PostsAsync(
        $"/api/rotas/{desk}", $$"""{"personId":"{{person}}","from":"2026-11-25T08:00:00+01:00","to":"2026-11-26T08:00:00+01:00"}""", Cancellation));

    async Task KeepsAReplyAsync(string expert)
    {
        using var visitor = new Scriptless(Address);
        await visitor.SignsInAsAsync(expert, Cancellation);
        foreach (var title in (string[])["Surveillance", "Contrôle à six mois"])
            await visitor.FillsAsync("/canned-replies", "save", Cancellation, ("title", title), ("text", $"{title}.\nReconsulter en cas de changement."));
    }

    /// <summary>One request on hold, and one whose erasure somebody made up: both have a table of their own.</summary>
    async Task HoldsAndErasesAsync()
    {
        var held = (await Board.Gp.ReadsAsync(Queued, Cancellation)).Json.GetProperty("reference").GetString();
        Succeed(await Board.DataProtectionOfficer.PutsAsync($"/api/retention/holds/{held}", "{\"reason\":\"claim\"}", Cancellation));
        await Board.TampersAsync(
            Cancellation,
            """
            INSERT INTO "Erasure" ("OriginId", "Reference", "AtUtc", "RestedSinceUtc", "ArchivedUtc", "Referrals", "Answers", "Notes", "Files", "Bytes", "Mac")
            SELECT "Id", "Reference", "SubmittedUtc", "SubmittedUtc", "SubmittedUtc", 1, 1, 2, 1, 20480, (SELECT "Mac" FROM "ContentAccess" WHERE "Mac" IS NOT NULL ORDER BY "Id" LIMIT 1)
            FROM "Referral" ORDER BY "SortKey" LIMIT 1
            """);
    }

    async Task<Guid> PostedAsync(string lane, Persona? requester = null)
    {
        requester ??= Board.Gp;
        var request = await Board.RequestAsync(lane, requester, Cancellation);
        request["question"] = "Motquestion ?";
        request["context"] = "Motcontexte.";
        foreach (var (name, value) in request["answers"]!.AsObject().ToList())
        {
            // Free text only: the rest is chosen from lists, whose words are the lane's own.
            if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains(' ', StringComparison.Ordinal))
                request["answers"]![name] = "Motchamp libre";
        }

        var reply = Succeed(await requester.SubmitsAsync(request, Cancellation));
        await Board.ReachesAsync(reply.Id, "queued", Cancellation, requester);
        return reply.Id;
    }

    async Task<Guid> ClaimedAsync(string lane, Persona expert, Persona? requester = null)
    {
        var id = await PostedAsync(lane, requester);
        await DoesAsync(expert, "claim", id, []);
        return id;
    }

    async Task<Guid> AnsweredAsync(string lane, Persona requester)
    {
        var id = await ClaimedAsync(lane, Board.Cardiologist, requester);
        await DoesAsync(Board.Cardiologist, "answer", id, Requests.AnswerFor(await Board.LaneAsync(lane, Cancellation), "Motreponse"));
        return id;
    }

    static async Task DoesAsync(Persona who, string move, Guid referral, JsonObject body) => Succeed(await who.DoesAsync(move, referral, body, Cancellation));

    static Reply Succeed(Reply reply) => (int)reply.Status < 400 ? reply : throw new InvalidOperationException($"Not prepared: {reply}");
}
