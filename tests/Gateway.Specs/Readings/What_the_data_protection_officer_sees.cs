using System.Net;
using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Readings;

public sealed class What_the_data_protection_officer_sees : IAsyncLifetime
{
    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync(startsAt: null, StandaloneHost.SealsSoon);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Is_who_read_what_and_when_a_page_at_a_time()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        for (var time = 0; time < 4; time++)
            await Host.Cardiologist.ReadsAsync(id, Cancellation);
        var cardiologist = (await Host.Cardiologist.GetsAsync("/api/me", Cancellation)).Id;

        var seen = new List<JsonElement>();
        var next = "";
        do
        {
            var page = (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?referral={id}&person={cardiologist}&limit=3{next}", Cancellation)).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } cursor ? $"&cursor={cursor}" : "";
        }
        while (next.Length > 0);

        seen.Count.ShouldBe(4);
        seen.Select(reading => reading.GetProperty("number").GetInt64()).ShouldBeInOrder(SortDirection.Descending);
        seen.ShouldAllBe(reading => reading.GetProperty("person").GetProperty("name").GetString() == "Dr Côme Cardin-Fictif"
            && reading.GetProperty("person").GetProperty("function").GetString() == "cardiologist"
            && reading.GetProperty("kind").GetString() == "view"
            && reading.GetProperty("channel").GetString() == "api"
            && reading.GetProperty("referralId").GetGuid() == id
            && reading.GetProperty("address").GetString() == "127.0.0.1");
    }

    [Fact]
    public async Task Is_found_by_reference_and_by_day()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        var reference = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString();
        var today = Host.Now.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        (await CountAsync($"reference={reference}")).ShouldBeGreaterThan(0);
        (await CountAsync($"reference={reference}&from={today}")).ShouldBeGreaterThan(0);
        (await CountAsync($"reference={reference}&to={today}")).ShouldBe(0);
        (await CountAsync("reference=NONE")).ShouldBe(0);
        foreach (var wrong in (string[])["from=yesterday", "to=26/11/2026", "cursor=!", "from=0001-01-01"])
            (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?{wrong}", Cancellation)).ShouldBeProblem(400, "query.invalid");
    }

    [Fact]
    public async Task Says_how_far_it_is_sealed_and_what_the_last_verification_found()
    {
        (await RecordAsync()).GetProperty("lastVerification").ValueKind.ShouldBe(JsonValueKind.Null);
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        await Host.SealedAsync(Cancellation);

        await Host.VerifiesReadingsAsync(Cancellation);
        (await RecordAsync()).GetProperty("newestSeal").GetProperty("number").GetInt64().ShouldBeGreaterThan(0);
        (await RecordAsync()).GetProperty("lastVerification").GetProperty("findings").GetInt64().ShouldBe(0);
        (await ProofsAsync(id)).ShouldAllBe(proof => proof == "sealed");

        await Host.TampersAsync(Cancellation, "UPDATE \"ContentAccess\" SET \"Address\" = '192.0.2.1'");
        await Host.VerifiesReadingsAsync(Cancellation);
        (await RecordAsync()).GetProperty("lastVerification").GetProperty("findings").GetInt64().ShouldBeGreaterThan(0);
        (await ProofsAsync(id)).ShouldAllBe(proof => proof == "unproven");

        // Whoever changed the one may change the other.
        await Host.TampersAsync(Cancellation, "UPDATE \"ReadingCheck\" SET \"Findings\" = 0");
        (await RecordAsync()).GetProperty("lastVerification").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Is_verified_without_being_asked()
    {
        await using var daily = await StandaloneHost.StartAsync(startsAt: null, builder =>
        {
            StandaloneHost.SealsSoon(builder);
            builder.Configuration["Readings:VerifyEvery"] = "00:00:01";
        });
        await daily.QueuedAsync("cardiology", Cancellation);
        await daily.SealedAsync(Cancellation);
        await Eventually.ShouldBeAsync(() => FindingsAsync(daily), 0, Cancellation);

        await daily.TampersAsync(Cancellation, "UPDATE \"ContentAccess\" SET \"Address\" = '192.0.2.1'");
        await Eventually.SeesAsync(() => FindingsAsync(daily), findings => findings > 0, Cancellation);
    }

    [Fact]
    public async Task Is_no_content_and_nobody_elses_business()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        var file = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();

        foreach (var address in (string[])[$"/api/referrals/{id}", $"/api/referrals/{id}/readers", $"/api/attachments/{file}"])
            (await Host.DataProtectionOfficer.GetsAsync(address, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        foreach (var other in new[] { Host.Coordinator, Host.Gp, Host.Cardiologist })
        {
            (await other.GetsAsync("/api/readings", Cancellation)).ShouldBeProblem(403, "role.data-protection-only");
            (await other.GetsAsync("/api/readings/record", Cancellation)).ShouldBeProblem(403, "role.data-protection-only");
        }
    }

    [Fact]
    public async Task Stays_so_when_a_lane_names_them()
    {
        var lane = System.Text.Json.Nodes.JsonNode.Parse((await Host.LaneAsync("cardiology", Cancellation)).GetRawText())!.AsObject();
        lane["requesters"]!.AsArray().Add("data-protection-officer");
        lane["desk"]!["functions"]!.AsArray().Add("data-protection-officer");
        await Host.Coordinator.PutsAsync("/api/lanes/cardiology", lane.ToJsonString(), Cancellation);
        var id = await Host.QueuedAsync("cardiology", Cancellation);

        (await Host.DataProtectionOfficer.ReadsAsync(id, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.DataProtectionOfficer.DoesAsync("claim", id, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.DataProtectionOfficer.GetsAsync("/api/worklists/cardiology", Cancellation)).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_a_page_in_both_languages()
    {
        await Host.QueuedAsync("cardiology", Cancellation);
        await Host.VerifiesReadingsAsync(Cancellation);
        using var officer = new Visitor(Host.Address);
        await officer.SignsInAsAsync("Dominique Protège", Cancellation);

        var home = await officer.AsksAsync("/readings", Cancellation);

        home.Status.ShouldBe(HttpStatusCode.OK);
        var text = WebUtility.HtmlDecode(home.Html);
        text.ShouldContain("Accès aux contenus");
        text.ShouldContain("Dr Alix Demonville (Médecin généraliste)");
        text.ShouldContain("Rien n’a été modifié");
        text.ShouldNotContain("DURAND");
        (await officer.AsksAsync("/readings?from=yesterday", Cancellation)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    async Task<int> CountAsync(string query) =>
        (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?{query}", Cancellation)).Json.GetProperty("items").GetArrayLength();

    /// <summary>Of the last verification; -1 before the first.</summary>
    static async Task<long> FindingsAsync(StandaloneHost host) =>
        (await host.DataProtectionOfficer.GetsAsync("/api/readings/record", Cancellation)).Json.GetProperty("lastVerification") is { ValueKind: JsonValueKind.Object } last
            ? last.GetProperty("findings").GetInt64() : -1;

    async Task<JsonElement> RecordAsync() => (await Host.DataProtectionOfficer.GetsAsync("/api/readings/record", Cancellation)).Json;

    async Task<IReadOnlyList<string?>> ProofsAsync(Guid referral) =>
    [
        .. (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?referral={referral}", Cancellation)).Json.GetProperty("items").EnumerateArray()
            .Select(reading => reading.GetProperty("proof").GetString()),
    ];
}
