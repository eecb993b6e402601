using System.Net;
using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.BreakGlass;

/// <summary>A professional whom a request does not concern opens it by its reference: for an hour, to read it, and everybody who has to know is told.</summary>
public abstract class A_request_that_is_opened_in_an_emergency : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    StandaloneHost? host;
    SpecDatabase? database;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StandaloneHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        database = await DatabaseAsync();
        host = await StandaloneHost.StartAsync(Monday, database: database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
            await host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    protected abstract Task<SpecDatabase> DatabaseAsync();

    [Fact]
    public async Task Is_read_for_an_hour_and_closed_again()
    {
        var id = await Host.ClaimedAsync("ecg", Cancellation);
        var file = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        (await Host.Nurse.ReadsAsync(id, Cancellation)).ShouldBeProblem(404, "referral.unknown");

        var opened = await OpensAsync(Host.Nurse, id);

        opened.Status.ShouldBe(HttpStatusCode.Created, opened.ToString());
        opened.Json.GetProperty("link").GetString().ShouldBe($"/api/referrals/{id}");
        var until = opened.Json.GetProperty("until").GetDateTimeOffset();
        (until - opened.Json.GetProperty("at").GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(1));
        until.Offset.ShouldBe(TimeSpan.FromHours(1), "as the clocks of Paris show it");
        var read = await Host.Nurse.ReadsAsync(id, Cancellation);
        read.Json.GetProperty("patient").GetProperty("birthName").GetString().ShouldBe("DURAND-FICTIF");
        read.Json.GetProperty("breakGlassUntil").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        (await Host.Nurse.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.Nurse.GetsAsync($"/api/referrals/{id}/clock", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("breakGlassUntil").ValueKind.ShouldBe(JsonValueKind.Null);

        await Host.PassesAsync(TimeSpan.FromMinutes(61), Cancellation);
        (await Host.Nurse.ReadsAsync(id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Nurse.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_for_reading_only_and_for_nobody_else()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        (await OpensAsync(Host.Dermatologist, id)).Status.ShouldBe(HttpStatusCode.Created);

        (await Host.Dermatologist.DoesAsync("claim", id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Dermatologist.DoesAsync("cancel", id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Oncologist.ReadsAsync(id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Dermatologist.ReadsAsync(await Host.QueuedAsync("cardiology", Cancellation), Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Dermatologist.GetsAsync("/api/referrals", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Is_written_down_as_such_and_the_record_stays_whole()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        var file = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        await OpensAsync(Host.Gp2, id);
        await Host.Gp2.ReadsAsync(id, Cancellation);
        await Host.Gp2.GetsAsync($"/api/attachments/{file}", Cancellation);

        var gp2 = (await Host.Gp2.GetsAsync("/api/me", Cancellation)).Id;
        var readings = (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?referral={id}", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList();
        var theirs = readings.Where(reading => reading.GetProperty("person").GetProperty("id").GetGuid() == gp2).ToList();
        theirs.Select(reading => reading.GetProperty("kind").GetString()).ShouldBe(["attachment", "view"]);
        theirs.ShouldAllBe(reading => reading.GetProperty("purpose").GetString() == "break-glass");
        readings.Except(theirs).ShouldAllBe(reading => reading.GetProperty("purpose").ValueKind == JsonValueKind.Null);
        readings.ShouldAllBe(reading => reading.GetProperty("proof").GetString() != "unproven");
        var reader = (await Host.Gp.GetsAsync($"/api/referrals/{id}/readers", Cancellation)).Json.GetProperty("items").EnumerateArray()
            .Single(reader => reader.GetProperty("person").GetProperty("id").GetGuid() == gp2);
        reader.GetProperty("purpose").GetString().ShouldBe("break-glass");
        reader.GetProperty("times").GetInt32().ShouldBe(2);

        // Whoever takes the purpose away is found out as whoever takes the reading away.
        await Host.TampersAsync(Cancellation, "UPDATE \"ContentAccess\" SET \"Purpose\" = NULL");
        var altered = (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?referral={id}&person={gp2}", Cancellation)).Json.GetProperty("items").EnumerateArray();
        altered.ShouldAllBe(reading => reading.GetProperty("proof").GetString() == "unproven");
    }

    [Fact]
    public async Task Is_told_at_once_to_the_requester_the_holder_and_the_officer()
    {
        var id = await Host.ClaimedAsync("cardiology", Cancellation);

        await OpensAsync(Host.Nurse, id, justification: "Zyxmotif du patient");

        foreach (var person in (Persona[])[Host.Gp, Host.Cardiologist, Host.DataProtectionOfficer])
        {
            var inbox = (await person.GetsAsync("/api/inbox", Cancellation)).Json.GetProperty("items").EnumerateArray();
            inbox.Count(entry => entry.GetProperty("kind").GetString() == "break-glass" && entry.GetProperty("referralId").GetGuid() == id).ShouldBe(1, person.ClientId);
        }

        (await Host.Cardiologist2.GetsAsync("/api/inbox", Cancellation)).Text.ShouldNotContain("break-glass");
        await Eventually.ShouldBeAsync(() => Task.FromResult(Alerts().Count), 3, Cancellation);
        Alerts().Select(mail => mail.To).ShouldBe(["demo-gp@example.org", "demo-cardiologist@example.org", "demo-data-protection@example.org"], ignoreOrder: true);
        Alerts().Single(mail => mail.To.StartsWith("demo-data", StringComparison.Ordinal)).Text.ShouldContain("/break-glass");
        foreach (var word in (string[])["DURAND", "Zyxmotif", "Infirm", "nurse"])
            Alerts().ShouldAllBe(mail => !$"{mail.Subject}{mail.Text}".Contains(word, StringComparison.OrdinalIgnoreCase));

        List<Mail> Alerts() => [.. Host.Mails.Select(Mail.Parse).Where(mail => mail.Subject.Contains("Accès en urgence", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Is_none_for_whoever_can_read_it_already()
    {
        var id = await Host.ClaimedAsync("cardiology", Cancellation);
        await OpensAsync(Host.Nurse, id);

        foreach (var person in (Persona[])[Host.Gp, Host.Cardiologist, Host.Cardiologist2, Host.Nurse])
            (await OpensAsync(person, id)).ShouldBeProblem(409, "break-glass.not-needed");
    }

    [Fact]
    public async Task Is_none_for_the_coordinator_and_the_officer()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);

        (await OpensAsync(Host.Coordinator, id)).ShouldBeProblem(403, "break-glass.professionals-only");
        (await OpensAsync(Host.DataProtectionOfficer, id)).ShouldBeProblem(403, "break-glass.professionals-only");
    }

    [Fact]
    public async Task Needs_a_reference_a_reason_and_words()
    {
        var reference = await ReferenceAsync(await Host.QueuedAsync("cardiology", Cancellation));

        (await SendsAsync("{}")).Faults().ShouldBe(["justification required", "reason required", "reference required"]);
        (await SendsAsync($$"""{"reference":"{{reference}}","reason":"curiosity","justification":" "}""")).Faults().ShouldBe(["justification required", "reason type"]);
        (await SendsAsync($$"""{"reference":"{{reference}}","reason":"vital-emergency","justification":"{{new string('é', 1001)}}"}""")).Faults().ShouldBe(["justification too-long"]);
        (await SendsAsync("""{"reference":"R-0000-0000","reason":"vital-emergency","justification":"Détresse."}""")).Faults().ShouldBe(["reference unknown"]);
        (await SendsAsync($$"""{"reference":" {{reference.ToLowerInvariant()}} ","reason":"vital-emergency","justification":"Détresse."}""")).Status.ShouldBe(HttpStatusCode.Created);

        Task<Reply> SendsAsync(string json) => Host.Nurse.PostsAsync("/api/break-glass", json, Cancellation);
    }

    [Fact]
    public async Task Is_not_one_of_many()
    {
        var ids = new List<Guid>();
        for (var n = 0; n < 6; n++)
            ids.Add(await Host.SubmittedAsync("cardiology", Cancellation));
        foreach (var id in ids[..5])
            (await OpensAsync(Host.Nurse, id)).Status.ShouldBe(HttpStatusCode.Created);

        var refused = await OpensAsync(Host.Nurse, ids[5]);

        refused.ShouldBeProblem(429, "break-glass.too-many");
        int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 3600);
        (await OpensAsync(Host.Gp2, ids[5])).Status.ShouldBe(HttpStatusCode.Created, "everybody has a count of their own");
        await Host.PassesAsync(TimeSpan.FromMinutes(61), Cancellation);
        (await OpensAsync(Host.Nurse, ids[5])).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Is_not_found_by_trying()
    {
        for (var n = 0; n < 10; n++)
            (await SendsAsync(Host.Nurse, $"R-0000-{n:0000}")).Faults().ShouldBe(["reference unknown"]);

        (await SendsAsync(Host.Nurse, "R-0000-9999")).ShouldBeProblem(429, "break-glass.too-many");
        (await SendsAsync(Host.Nurse, await ReferenceAsync(await Host.SubmittedAsync("cardiology", Cancellation)))).ShouldBeProblem(429, "break-glass.too-many");
    }

    [Fact]
    public async Task Is_opened_once_by_whoever_presses_twice()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        var reference = await ReferenceAsync(id);
        // A token first: what is at once is the opening.
        await Host.Nurse.GetsAsync("/api/me", Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendsAsync(Host.Nurse, reference)));

        replies.Select(reply => (int)reply.Status).Order().ShouldBe([201, 409, 409, 409]);
    }

    [Fact]
    public async Task Is_reviewed_once_by_the_officer_within_a_week()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        var reference = await ReferenceAsync(id);
        var opened = (await OpensAsync(Host.Nurse, id, justification: "Consœur absente, patiente essoufflée.")).Id;

        var waiting = await OnlyAsync("?unreviewed=true");
        waiting.GetProperty("reference").GetString().ShouldBe(reference);
        waiting.GetProperty("person").GetProperty("function").GetString().ShouldBe("nurse");
        waiting.GetProperty("reason").GetString().ShouldBe("continuity-of-care");
        waiting.GetProperty("justification").GetString().ShouldBe("Consœur absente, patiente essoufflée.");
        waiting.GetProperty("overdue").GetBoolean().ShouldBeFalse();
        await Host.LeapsAsync(TimeSpan.FromDays(7) + TimeSpan.FromHours(1), Cancellation);
        (await OnlyAsync("")).GetProperty("overdue").GetBoolean().ShouldBeTrue();

        (await ReviewsAsync(opened, "{}")).Faults().ShouldBe(["verdict required"]);
        (await ReviewsAsync(Guid.CreateVersion7(), """{"verdict":"justified"}""")).ShouldBeProblem(404, "break-glass.unknown");
        var review = await ReviewsAsync(opened, """{"verdict":"not-justified","note":"Aucun lien de soin."}""");
        review.Status.ShouldBe(HttpStatusCode.OK, review.ToString());
        review.Json.GetProperty("note").GetString().ShouldBe("Aucun lien de soin.");
        review.Json.GetProperty("overdue").GetBoolean().ShouldBeFalse();
        (await ReviewsAsync(opened, """{"verdict":"justified"}""")).ShouldBeProblem(409, "break-glass.reviewed");
        (await OnlyAsync("?unreviewed=false")).GetProperty("verdict").GetString().ShouldBe("not-justified");
        (await Host.DataProtectionOfficer.GetsAsync("/api/break-glass?unreviewed=true", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Host.Nurse.GetsAsync("/api/break-glass", Cancellation)).ShouldBeProblem(403, "role.data-protection-only");
    }

    [Fact]
    public async Task Is_reviewed_once_by_officers_who_press_at_once()
    {
        var opened = (await OpensAsync(Host.Nurse, await Host.QueuedAsync("cardiology", Cancellation))).Id;
        await Host.DataProtectionOfficer.GetsAsync("/api/me", Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ReviewsAsync(opened, """{"verdict":"justified"}""")));

        replies.Select(reply => (int)reply.Status).Order().ShouldBe([200, 409, 409, 409, 409, 409]);
    }

    [Fact]
    public async Task Is_in_the_copy_that_the_patient_gets()
    {
        await OpensAsync(Host.Nurse, await Host.QueuedAsync("cardiology", Cancellation), justification: "Essoufflée.");

        var (code, words, copy) = await Host.CopiesPatientAsync("Durand-Fictif Marie 17/05/1960", "demo-data-protection@example.org", Cancellation);

        code.ShouldBe(0, words);
        using var zip = System.IO.Compression.ZipFile.OpenRead(copy.FullName);
        using var json = await JsonDocument.ParseAsync(await zip.GetEntry("referrals.json")!.OpenAsync(Cancellation), default, Cancellation);
        var opening = json.RootElement[0].GetProperty("breakGlass")[0];
        opening.GetProperty("justification").GetString().ShouldBe("Essoufflée.");
        opening.GetProperty("person").GetProperty("function").GetString().ShouldBe("nurse");
    }

    [Fact]
    public async Task Is_counted_from_zero()
    {
        using var http = new HttpClient { BaseAddress = Host.Address };
        await Eventually.ShouldBeAsync(() => CountAsync(http), "0", Cancellation);

        await OpensAsync(Host.Nurse, await Host.QueuedAsync("cardiology", Cancellation));

        await Eventually.ShouldBeAsync(() => CountAsync(http), "1", Cancellation);
    }

    protected async Task<Reply> OpensAsync(Persona person, Guid id, string justification = "Devant moi.") => await SendsAsync(person, await ReferenceAsync(id), justification);

    protected async Task<string> ReferenceAsync(Guid id) => (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString()!;

    static Task<Reply> SendsAsync(Persona person, string reference, string justification = "Devant moi.") => person.PostsAsync(
        "/api/break-glass", $$"""{"reference":"{{reference}}","reason":"continuity-of-care","justification":"{{justification}}"}""", Cancellation);

    static async Task<string?> CountAsync(HttpClient http) => (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation)).Split('\n')
        .FirstOrDefault(line => line.StartsWith("gateway_breakglass_opened_total", StringComparison.Ordinal) && line.Contains("continuity-of-care", StringComparison.Ordinal))?.Split(' ')[1];

    Task<Reply> ReviewsAsync(Guid opening, string json) => Host.DataProtectionOfficer.PostsAsync($"/api/break-glass/{opening}/review", json, Cancellation);

    async Task<JsonElement> OnlyAsync(string query) =>
        (await Host.DataProtectionOfficer.GetsAsync($"/api/break-glass{query}", Cancellation)).Json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
}

public sealed class A_request_that_is_opened_in_an_emergency_on_sqlite : A_request_that_is_opened_in_an_emergency
{
    protected override Task<SpecDatabase> DatabaseAsync() => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());
}

public sealed class A_request_that_is_opened_in_an_emergency_on_postgresql(PostgreSqlServer server) : A_request_that_is_opened_in_an_emergency, IClassFixture<PostgreSqlServer>
{
    protected override Task<SpecDatabase> DatabaseAsync() => server.DatabaseAsync(TestContext.Current.CancellationToken);
}
