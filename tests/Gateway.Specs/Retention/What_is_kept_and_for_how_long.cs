using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Retention;

/// <summary>Five years at hand, fifteen in the archive, then nothing but figures.</summary>
public abstract class What_is_kept_and_for_how_long : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan AtHand = TimeSpan.FromDays(1826);
    static readonly TimeSpan Archive = TimeSpan.FromDays(5479);
    static readonly TimeSpan Hours = TimeSpan.FromHours(6);

    StandaloneHost? host;
    SpecDatabase? database;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StandaloneHost Host => host!;

    protected SpecDatabase Database => database!;

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
    public async Task After_five_years_a_closed_request_is_at_hand_for_nobody()
    {
        var id = await ClosedAsync("dermatology");
        var file = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        await Host.LeapsAsync(AtHand - Hours, Cancellation);
        (await Host.Gp.ReadsAsync(id, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);

        await Host.LeapsAsync(Hours * 2, Cancellation);
        await BecomesAsync(id, "referral.archived");

        (await Host.Dermatologist.ReadsAsync(id, Cancellation)).ShouldBeProblem(410, "referral.archived");
        (await Host.Dermatologist.DoesAsync("amendment", id, new JsonObject { ["text"] = "Trop tard" }, Cancellation)).ShouldBeProblem(410, "referral.archived");
        (await Host.Gp.GetsAsync($"/api/referrals/{id}/clock", Cancellation)).ShouldBeProblem(410, "referral.archived");
        (await Host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.Gp2.ReadsAsync(id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await Host.Gp.GetsAsync("/api/referrals", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Host.Gp.PostsAsync("/api/referrals/search", """{"text":"durand fictif"}""", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        var state = await StateAsync();
        state.GetProperty("archived").GetInt64().ShouldBe(1);
        state.GetProperty("overdue").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task After_fifteen_more_nothing_is_left_but_figures_and_a_proof()
    {
        var first = await RedirectedAsync();
        var late = await ClosedAsync("dermatology");
        var reference = (await Host.Gp.ReadsAsync(late, Cancellation)).Json.GetProperty("reference").GetString();
        (await Host.Nurse.PostsAsync(
            "/api/break-glass", $$"""{"reference":"{{reference}}","reason":"patient-present","justification":"Devant moi."}""", Cancellation)).Status.ShouldBe(HttpStatusCode.Created);
        // That it came home is a move too, and may still be on its way.
        await Host.SettlesAsync(Cancellation);
        var before = await Host.FiguresAsync(Cancellation);
        var tokens = await Host.TokensAsync(Cancellation);

        await Host.LeapsAsync(AtHand + Hours, Cancellation);
        await BecomesAsync(first, "referral.archived");
        await Host.LeapsAsync(Archive + Hours, Cancellation);
        await BecomesAsync(first, "referral.erased");
        await BecomesAsync(late, "referral.erased");

        tokens.ShouldNotBeEmpty();
        (await Host.TokensAsync(Cancellation)).ShouldBeEmpty();
        foreach (var (table, where) in ((string, string)[])
            [
                ("Referral", "\"ContentKey\" IS NOT NULL OR LENGTH(\"Content\") > 0"), ("ReferralMove", "\"Note\" IS NOT NULL"), ("ReferralAnswer", "LENGTH(\"Content\") > 0"),
                ("BreakGlassOpening", "\"Justification\" IS NOT NULL OR \"JustificationKey\" IS NOT NULL"), ("Attachment", "1 = 1"), ("AttachmentContent", "1 = 1"), ("IdempotencyRecord", "1 = 1"),
            ])
        {
            (await Host.CountsAsync(table, where, Cancellation)).ShouldBe(0, table);
        }

        (await Host.CountsAsync("BreakGlassOpening", "1 = 1", Cancellation)).ShouldBe(1, "that it was opened stays");
        (await Host.FiguresAsync(Cancellation)).ShouldBe(before);
        var erasures = (await Host.DataProtectionOfficer.GetsAsync("/api/retention/erasures", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList();
        erasures.Count.ShouldBe(2);
        erasures.ShouldAllBe(erasure => erasure.GetProperty("proof").GetString() == "erased" && erasure.GetProperty("answers").GetInt32() == 1 && erasure.GetProperty("files").GetInt32() > 0);
        erasures.Select(erasure => erasure.GetProperty("referrals").GetInt32()).Order().ShouldBe([1, 2]);
        var (code, words) = await Host.VerifiesErasuresAsync(Cancellation);
        code.ShouldBe(0, words);
        words.ShouldContain("2 erasures.");
    }

    [Fact]
    public async Task What_is_not_settled_stays_however_old_it_is()
    {
        var unanswered = await Host.QueuedAsync("dermatology", Cancellation);
        var unopened = await Host.AnsweredAsync("dermatology", Cancellation);

        await Host.LeapsAsync(AtHand + Archive + Hours, Cancellation);
        await Host.LeapsAsync(Hours, Cancellation);
        await KeptAsync();

        (await Host.Gp.ReadsAsync(unanswered, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.Gp.ReadsAsync(unopened, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_redirected_goes_as_a_whole_once_the_last_of_it_rests()
    {
        var first = await RedirectedAsync(settled: false);
        await Host.LeapsAsync(AtHand + Hours, Cancellation);
        await KeptAsync();

        (await Host.Gp.ReadsAsync(first, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_on_hold_stays_until_the_hold_is_lifted()
    {
        var id = await ClosedAsync("dermatology");
        var reference = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString();
        (await OfficerHoldsAsync(reference!, """{"reason":"claim"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await Host.LeapsAsync(AtHand + Archive + Hours, Cancellation);
        await KeptAsync();
        (await Host.Gp.ReadsAsync(id, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await StateAsync()).GetProperty("overdue").GetInt64().ShouldBe(0);

        (await Host.DataProtectionOfficer.SendAsync(HttpMethod.Delete, $"/api/retention/holds/{reference}", null, [], Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        await Host.LeapsAsync(Hours, Cancellation);
        await BecomesAsync(id, "referral.erased");
        (await OfficerHoldsAsync(reference!, """{"reason":"claim"}""")).ShouldBeProblem(410, "hold.erased");
    }

    [Fact]
    public async Task A_hold_says_what_is_wrong_with_it()
    {
        var id = await Host.QueuedAsync("dermatology", Cancellation);
        var reference = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString()!;

        (await OfficerHoldsAsync("NONE-AT-ALL", """{"reason":"claim"}""")).ShouldBeProblem(404, "hold.unknown-reference");
        (await OfficerHoldsAsync(reference, "{}")).ShouldBeProblem(422, "validation.failed");
        (await OfficerHoldsAsync(reference, """{"reason":"because"}""")).ShouldBeProblem(422, "validation.failed");
        (await Host.DataProtectionOfficer.SendAsync(HttpMethod.Delete, $"/api/retention/holds/{reference}", null, [], Cancellation)).ShouldBeProblem(404, "hold.none");
        (await OfficerHoldsAsync(reference.ToLowerInvariant(), """{"reason":"patient-request"}""")).Json.GetProperty("reference").GetString().ShouldBe(reference);
        (await OfficerHoldsAsync(reference, """{"reason":"investigation"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var hold = (await Host.DataProtectionOfficer.GetsAsync("/api/retention/holds", Cancellation)).Json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        hold.GetProperty("reason").GetString().ShouldBe("investigation");
    }

    [Fact]
    public async Task Holds_that_are_set_and_lifted_at_once_are_all_answered()
    {
        var reference = (await Host.Gp.ReadsAsync(await Host.QueuedAsync("dermatology", Cancellation), Cancellation)).Json.GetProperty("reference").GetString()!;

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(one => one % 3 == 2
            ? Host.DataProtectionOfficer.SendAsync(HttpMethod.Delete, $"/api/retention/holds/{reference}", null, [], Cancellation)
            : OfficerHoldsAsync(reference, "{\"reason\":\"claim\"}")));

        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.OK || reply.Status == HttpStatusCode.NoContent || reply.Status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_puts_content_back_or_changes_the_record_is_found_out()
    {
        var id = await ClosedAsync("dermatology");
        await Host.LeapsAsync(AtHand + Archive + Hours, Cancellation);
        await BecomesAsync(id, "referral.erased");

        await FindsAsync("CONTENT IS THERE", "UPDATE \"ReferralAnswer\" SET \"ContentKey\" = \"ReferralId\"", "UPDATE \"ReferralAnswer\" SET \"ContentKey\" = NULL");
        await Host.PutsAsync("Referral", "Content", "1 = 1", [1, 2, 3], Cancellation);
        (await Host.VerifiesErasuresAsync(Cancellation)).Words.ShouldContain("CONTENT IS THERE");
        await Host.PutsAsync("Referral", "Content", "1 = 1", [], Cancellation);
        await FindsAsync("not as a gateway wrote it", "UPDATE \"Erasure\" SET \"Files\" = \"Files\" + 1", "UPDATE \"Erasure\" SET \"Files\" = \"Files\" - 1");
        (await Host.VerifiesErasuresAsync(Cancellation)).Code.ShouldBe(0);
        await FindsAsync("no row says why", "DELETE FROM \"Erasure\"");
    }

    [Fact]
    public async Task A_file_that_no_request_ever_named_is_erased_after_a_week()
    {
        var file = (await Host.Gp.UploadsAsync(Files.Png, "image/png", "oubliée.png", Cancellation)).Id;
        await Host.LeapsAsync(TimeSpan.FromDays(3), Cancellation);
        await KeptAsync();
        (await Host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);

        await Host.LeapsAsync(TimeSpan.FromDays(4), Cancellation);
        await HoursPassUntilAsync(async () => (await Host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status, HttpStatusCode.NotFound);
        (await Host.CountsAsync("AttachmentContent", "1 = 1", Cancellation)).ShouldBe(0);
    }

    protected async Task<Guid> ClosedAsync(string lane)
    {
        var id = await Host.AnsweredAsync(lane, Cancellation);
        var closed = await Host.Gp.DoesAsync("close", id, new JsonObject { ["impact"] = "none" }, Cancellation);
        closed.Status.ShouldBe(HttpStatusCode.OK, closed.ToString());
        return id;
    }

    protected Task BecomesAsync(Guid id, string code) => HoursPassUntilAsync(
        async () => (await Host.Gp.ReadsAsync(id, Cancellation)).Json is var json && json.TryGetProperty("code", out var said) ? said.GetString() : null, code);

    async Task<Guid> RedirectedAsync(bool settled = true)
    {
        var first = await Host.ClaimedAsync("dermatology", Cancellation);
        var sent = await Host.Dermatologist.DoesAsync("redirect", first, new JsonObject { ["lane"] = "oncology", ["text"] = "À voir en oncologie" }, Cancellation);
        sent.Status.ShouldBe(HttpStatusCode.OK, sent.ToString());
        var second = sent.Json.GetProperty("redirectedTo").GetGuid();
        if (!settled)
            return first;
        await Host.ReachesAsync(second, "queued", Cancellation);
        (await Host.Oncologist.DoesAsync("claim", second, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        var answered = await Host.Oncologist.DoesAsync("answer", second, Requests.AnswerFor(await Host.LaneAsync("oncology", Cancellation)), Cancellation);
        answered.Status.ShouldBe(HttpStatusCode.OK, answered.ToString());
        (await Host.Gp.DoesAsync("close", second, new JsonObject { ["impact"] = "none" }, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        return first;
    }

    Task<Reply> OfficerHoldsAsync(string reference, string json) => Host.DataProtectionOfficer.PutsAsync($"/api/retention/holds/{reference}", json, Cancellation);

    async Task<JsonElement> StateAsync() => (await Host.DataProtectionOfficer.GetsAsync("/api/retention", Cancellation)).Json;

    async Task FindsAsync(string finding, string change, string? back = null)
    {
        await Host.TampersAsync(Cancellation, change);
        var (code, words) = await Host.VerifiesErasuresAsync(Cancellation);
        code.ShouldBe(1, words);
        words.ShouldContain(finding);
        if (back is not null)
            await Host.TampersAsync(Cancellation, back);
    }

    // A file that was due all along is gone: the look at everything was made.
    async Task KeptAsync()
    {
        var witness = (await Host.Gp.UploadsAsync(Files.Png, "image/png", "témoin.png", Cancellation)).Id;
        await Host.TampersAsync(Cancellation, $"UPDATE \"Attachment\" SET \"UploadedUtc\" = '2020-01-01 00:00:00' WHERE \"ReferralId\" IS NULL AND \"Id\" = '{witness.ToString().ToUpperInvariant()}'");
        await HoursPassUntilAsync(async () => (await Host.Gp.GetsAsync($"/api/attachments/{witness}", Cancellation)).Status, HttpStatusCode.NotFound);
    }

    // Who looks every hour may have looked just before the years passed, and looks again only an hour later.
    Task HoursPassUntilAsync<T>(Func<Task<T>> look, T expected) => Eventually.ShouldBeAsync(
        async () =>
        {
            await Host.LeapsAsync(TimeSpan.FromHours(1), Cancellation);
            return await look();
        },
        expected,
        Cancellation);
}

public sealed class What_is_kept_and_for_how_long_on_sqlite : What_is_kept_and_for_how_long
{
    protected override Task<SpecDatabase> DatabaseAsync() => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());

    [Fact]
    public async Task What_was_erased_cannot_be_read_in_the_files_of_the_database_either()
    {
        var id = await ClosedAsync("dermatology");
        var stored = await Host.BytesAsync("Referral", "Content", "1 = 1", Cancellation);
        (await HoldersAsync(stored.AsSpan(stored.Length - 64).ToArray())).ShouldNotBeEmpty();
        await Host.LeapsAsync(TimeSpan.FromDays(8000), Cancellation);
        await BecomesAsync(id, "referral.erased");

        var needle = stored.AsSpan(stored.Length - 64).ToArray();
        await Eventually.ShouldBeAsync(() => HoldersAsync(needle), "", Cancellation);
    }

    /// <summary>Files of the database that hold some bytes.</summary>
    async Task<string> HoldersAsync(byte[] needle)
    {
        var holders = new List<string>();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database.ConnectionString["Data Source=".Length..])!))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy, Cancellation);
            if (copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(needle) >= 0)
                holders.Add(Path.GetFileName(file));
        }

        return string.Join(' ', holders);
    }
}

public sealed class What_is_kept_and_for_how_long_on_postgresql(PostgreSqlServer server) : What_is_kept_and_for_how_long, IClassFixture<PostgreSqlServer>
{
    protected override Task<SpecDatabase> DatabaseAsync() => server.DatabaseAsync(TestContext.Current.CancellationToken);
}
