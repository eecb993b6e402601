using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>Everything that people can write about a patient, in every lane: words unlike any of ours, so that finding one proves that it was stored.</summary>
sealed class TellingStory(StandaloneHost host, CancellationToken cancellation)
{
    /// <summary>What is stored, sealed, by what it is.</summary>
    public static IReadOnlyDictionary<string, string> Told { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["birth name"] = "ZYXABEL-FICTIF",
        ["given name"] = "Quorxine",
        ["birth date"] = "1970-02-28",
        ["INS"] = "160027512345686",
        // Without the plus, which JSON writes in its own way.
        ["phone"] = "33 1 99 00 77 31",
        ["question"] = "Zwimelpoc",
        ["context"] = "Klorvatix",
        ["question of the desk"] = "Brunzelda",
        ["reply"] = "Vampolrec",
        ["answer"] = "Plonivek",
        ["amendment"] = "Grustavol",
        ["comment"] = "Drustagol",
        ["reason of a release"] = "Xolvertip",
        ["contact attempt"] = "Wemblaxor",
        ["reason of a refusal"] = "Kwistolar",
        ["redirection"] = "Jorvexil",
        ["reason of a withdrawal"] = "Fizzomart",
        ["file name"] = "quorxine-tracing",
        ["words in a file"] = "Tromblavic",
        ["name of a file on its way"] = "yuvindra-photo",
        ["piece of a file on its way"] = "Ombraxulin",
        ["canned reply"] = "Snorvelix",
        ["cause of a breach"] = "Huxbertol",
        ["note of a coordinator"] = "Cravolinde",
        ["patient of the demo"] = "LEFEBVRE-FICTIF",
        ["phone of the demo"] = "33 1 99 00 99 99",
        ["treatment of the demo"] = "Paclitaxel hebdomadaire",
        ["answer of the demo"] = "Surveillance simple",
    };

    /// <summary>What leaves nothing but a keyed hash, whatever the seal.</summary>
    public static IReadOnlyDictionary<string, string> Hashed { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["idempotency key"] = "Gladwextro",
    };

    public async Task LivesAsync()
    {
        foreach (var lane in (await host.Gp.GetsAsync("/api/lanes", cancellation)).Json.GetProperty("items").EnumerateArray().Select(lane => lane.GetProperty("code").GetString()!).ToList())
            await AnsweredAsync(lane);
        await EndedOtherwiseAsync();
        await LateAsync();
        // Last: what is on its way for a day is given up.
        await KeptForLaterAsync();
    }

    async Task AnsweredAsync(string lane)
    {
        var expert = host.ExpertOf(lane);
        var id = await AskedAsync(lane);
        await DoneAsync(expert, "claim", id, []);
        await DoneAsync(expert, "release", id, new() { ["reason"] = "Xolvertip" });
        await DoneAsync(expert, "claim", id, []);
        await DoneAsync(expert, "contact-attempt", id, new() { ["text"] = "Wemblaxor" });
        await DoneAsync(expert, "information-request", id, new() { ["question"] = "Brunzelda ?" });
        await DoneAsync(host.Gp, "information", id, new() { ["text"] = "Vampolrec." });
        var form = await host.LaneAsync(lane, cancellation);
        await DoneAsync(expert, "answer", id, Requests.AnswerFor(form, "Plonivek."));
        await DoneAsync(expert, "amendment", id, Requests.AnswerFor(form, "Grustavol."));
        await DoneAsync(host.Gp, "open", id, []);
        await DoneAsync(host.Gp, "close", id, new() { ["impact"] = "none", ["comment"] = "Drustagol." });
    }

    async Task EndedOtherwiseAsync()
    {
        await DoneAsync(host.Dermatologist, "decline", await AskedAsync("dermatology"), new() { ["reason"] = "other", ["text"] = "Kwistolar" });
        await DoneAsync(host.Cardiologist, "redirect", await AskedAsync("cardiology"), new() { ["lane"] = "ecg", ["text"] = "Jorvexil" });
        await DoneAsync(host.Gp, "cancel", await AskedAsync("cardiology"), new() { ["reason"] = "Fizzomart" });
    }

    async Task KeptForLaterAsync()
    {
        using var visitor = new Visitor(host.Address);
        var gp = await visitor.SignsInAsAsync("Dr Alix Demonville", cancellation);
        using var nothing = new ByteArrayContent([]);
        var began = await gp.SendsAsync(HttpMethod.Post, "/uploads", nothing, cancellation, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "5000"),
            ("Upload-Metadata", $"filename {Base64("yuvindra-photo.png")},filetype {Base64("image/png")}"));
        began.Status.ShouldBe(HttpStatusCode.Created, began.ToString());
        using var piece = new ByteArrayContent([.. Files.Png, .. "Ombraxulin"u8]);
        piece.Headers.ContentType = new("application/offset+octet-stream");
        (await gp.SendsAsync(HttpMethod.Patch, began.Location!, piece, cancellation, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"))).Status.ShouldBe(HttpStatusCode.NoContent);

        using var second = new Visitor(host.Address);
        var expert = await second.SignsInAsAsync("Dr Odon Fictive", cancellation);
        var canned = await expert.FillsAsync("/canned-replies", "save", cancellation, ("title", "Suites"), ("text", "Snorvelix"));
        canned.WasLedTo.ShouldBeTrue(canned.ToString());
    }

    async Task LateAsync()
    {
        await AskedAsync("ecg");
        await host.PassesAsync(TimeSpan.FromHours(30), cancellation);
        var breach = (await host.Coordinator.GetsAsync("/api/breaches?lane=ecg", cancellation)).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await host.Coordinator.PatchesAsync($"/api/breaches/{breach}", """{"cause":"Huxbertol"}""", cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        using var visitor = new Visitor(host.Address);
        var coordinator = await visitor.SignsInAsAsync("Charlie Coordon", cancellation);
        var open = await coordinator.OpensAsync("/board/escalations", cancellation);
        var handled = await coordinator.SubmitsAsync(open, open.FirstForm("handled-"), cancellation, ("note", "Cravolinde"));
        handled.WasLedTo.ShouldBeTrue(handled.ToString());
    }

    async Task<Guid> AskedAsync(string lane)
    {
        var request = await host.RequestAsync(lane, host.Gp, cancellation);
        request["patient"] = new JsonObject
        {
            ["birthName"] = "ZYXABEL-FICTIF",
            ["givenNames"] = "Quorxine",
            ["birthDate"] = "1970-02-28",
            ["sex"] = "male",
            ["ins"] = "160027512345686",
            ["insStatus"] = "QUAL",
            ["phone"] = "+33 1 99 00 77 31",
        };
        request["question"] = "Zwimelpoc ?";
        request["context"] = "Klorvatix.";
        if (await FileAsync(lane) is { } file)
            request["attachments"]!.AsArray().Add(file.ToString());
        var posted = await host.Gp.SubmitsAsync(request, cancellation, $"Gladwextro-{Guid.CreateVersion7():N}");
        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        await host.ReachesAsync(posted.Id, "queued", cancellation);
        // A search is a text about a patient too.
        (await host.Gp.PostsAsync("/api/referrals/search", """{"text":"zyxabel 1970-02-28"}""", cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        return posted.Id;
    }

    async Task<Guid?> FileAsync(string lane)
    {
        if (!(await host.LaneAsync(lane, cancellation)).GetProperty("attachments").GetProperty("kinds").EnumerateArray().Any(kind => kind.GetString() == "application/pdf"))
            return null;
        return (await host.Gp.UploadsAsync([.. Files.Pdf, .. "Tromblavic"u8], "application/pdf", "quorxine-tracing.pdf", cancellation)).Id;
    }

    async Task DoneAsync(Persona who, string move, Guid referral, JsonObject body)
    {
        var reply = await who.DoesAsync(move, referral, body, cancellation);
        reply.Status.ShouldBe(HttpStatusCode.OK, string.Create(CultureInfo.InvariantCulture, $"{move}: {reply}"));
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
