using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>Referrals in every state that a bad call may meet; no row changes them.</summary>
sealed class Scene(StandaloneHost host) : IDisposable
{
    public const string UsedKey = "used-key";

    readonly Dictionary<string, JsonElement> lanes = [];

    public StandaloneHost Host => host;

    public Stranger Stranger { get; } = new(host.Address);

    public Guid Queued { get; private set; }

    public Guid Claimed { get; private set; }

    public Guid Answered { get; private set; }

    public Guid OfAnotherGp { get; private set; }

    /// <summary>Uploaded by the general practitioner, named by nothing yet.</summary>
    public Guid Unused { get; private set; }

    public Guid UnusedPdf { get; private set; }

    /// <summary>In use by a referral already.</summary>
    public Guid Used { get; private set; }

    /// <summary>Uploaded by somebody else.</summary>
    public Guid Foreign { get; private set; }

    /// <summary>The id of the general practitioner.</summary>
    public Guid Gp { get; private set; }

    /// <summary>The id of somebody who answers and does not ask.</summary>
    public Guid Cardiologist { get; private set; }

    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public static async Task<Scene> SetAsync(StandaloneHost host)
    {
        var scene = new Scene(host);
        foreach (var code in new[] { "cardiology", "dermatology", "ecg", "imaging" })
            scene.lanes[code] = await host.LaneAsync(code, Cancellation);
        scene.Queued = await host.QueuedAsync("cardiology", Cancellation);
        scene.Claimed = await host.ClaimedAsync("cardiology", Cancellation);
        scene.Answered = await host.AnsweredAsync("cardiology", Cancellation);
        await host.ReachesAsync(scene.Answered, "delivered", Cancellation);
        scene.OfAnotherGp = await host.QueuedAsync("ecg", Cancellation, host.Gp2);
        scene.Unused = (await host.Gp.UploadsAsync(Files.Png, "image/png", "trace.png", Cancellation)).Id;
        scene.UnusedPdf = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "trace.pdf", Cancellation)).Id;
        scene.Foreign = (await host.Gp2.UploadsAsync(Files.Png, "image/png", "trace.png", Cancellation)).Id;
        scene.Used = (await host.Gp.UploadsAsync(Files.Png, "image/png", "trace.png", Cancellation)).Id;
        await host.Gp.SubmitsAsync(Requests.For(scene.lanes["ecg"], scene.Used), Cancellation, UsedKey);
        scene.Gp = (await host.Gp.GetsAsync("/api/me", Cancellation)).Id;
        scene.Cardiologist = (await host.Cardiologist.GetsAsync("/api/me", Cancellation)).Id;
        await host.SettlesAsync(Cancellation);
        return scene;
    }

    /// <summary>A request that would be accepted, but for one change.</summary>
    public Task<Reply> Submits(Action<JsonObject> spoil, string lane = "cardiology", Persona? by = null, params IEnumerable<Guid> attachments)
    {
        var request = Requests.For(lanes[lane], attachments);
        spoil(request);
        return (by ?? host.Gp).SubmitsAsync(request, Cancellation);
    }

    /// <summary>A request that would be accepted, under another header.</summary>
    public Task<Reply> SubmitsWithKey(string? key) => host.Gp.PostsAsync(
        "/api/referrals", Requests.For(lanes["cardiology"]).ToJsonString(), Cancellation, key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Whatever bytes somebody calls a request.</summary>
    public Task<Reply> SubmitsText(string text, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return host.Gp.SendAsync(HttpMethod.Post, "/api/referrals", content, [("Idempotency-Key", "text")], Cancellation);
    }

    public Task<Reply> SubmitsPatient(string field, JsonNode? value) => Submits(request => request["patient"]![field] = value);

    public Task<Reply> SubmitsAnswers(Action<JsonObject> spoil, string lane = "cardiology") => Submits(request => spoil(request["answers"]!.AsObject()), lane);

    public Task<Reply> Does(Func<Switchboard, Persona> who, string move, Guid referral, string body = "{}", string? ifMatch = null) =>
        who(host).DoesAsync(move, referral, JsonNode.Parse(body)!.AsObject(), Cancellation, ifMatch);

    /// <summary>An answer that would be accepted, but for one change.</summary>
    public Task<Reply> Answers(Func<Switchboard, Persona> who, Guid referral, Action<JsonObject>? spoil = null, string move = "answer")
    {
        var answer = Requests.AnswerFor(lanes["cardiology"]);
        spoil?.Invoke(answer);
        return who(host).DoesAsync(move, referral, answer, Cancellation);
    }

    public Task<Reply> PutsLane(Persona who, Action<JsonObject> spoil, string code = "ecg", string? ifMatch = null)
    {
        var document = JsonNode.Parse(lanes["ecg"].GetRawText())!.AsObject();
        spoil(document);
        return who.PutsAsync($"/api/lanes/{code}", document.ToJsonString(), Cancellation, ifMatch is null ? [] : [("If-Match", ifMatch)]);
    }

    public Task<Reply> Uploads(byte[] content, string? contentType, string? fileName = "trace.png", Persona? by = null)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return (by ?? host.Gp).SendAsync(HttpMethod.Post, "/api/attachments", body, fileName is null ? [] : [("X-File-Name", fileName)], Cancellation);
    }

    public Task<Reply> Gets(Func<Switchboard, Persona> who, string path) => who(host).GetsAsync(path, Cancellation);

    public void Dispose() => Stranger.Dispose();
}
