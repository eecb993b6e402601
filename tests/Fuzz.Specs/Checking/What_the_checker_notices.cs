using System.Text;
using CptsReferral.Fuzz.Checking;
using CptsReferral.Fuzz.Checking.Rules;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;
using Shouldly;
using Xunit;

namespace CptsReferral.Fuzz.Specs.Checking;

public sealed class What_the_checker_notices
{
    const string Word = "zqx7n";
    const string Problem = """{ "title": "No.", "status": 422, "code": "validation.failed", "messages": { "fr": "Non.", "en": "No." } }""";

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public void A_failure(int status) => new NothingFails().Check(Attempt(), Reply(status, Problem)).ShouldNotBeNull();

    [Fact]
    public void Silence() => new NothingHangs(TimeSpan.FromSeconds(30)).Check(Attempt(), Answer.Silence(TimeSpan.FromSeconds(30))).ShouldBe("no answer in 30 s");

    [Fact]
    public void A_line_that_is_closed_without_an_answer() => new NothingHangs(TimeSpan.FromSeconds(30)).Check(Attempt(), Answer.Silence(TimeSpan.Zero)).ShouldNotBeNull();

    [Fact]
    public void An_echo() => new NothingIsRepeated(Word).Check(Attempt(), Reply(422, Problem.Replace("No.", $"{Word}1z is no name", StringComparison.Ordinal))).ShouldNotBeNull();

    [Fact]
    public void An_error_that_is_no_problem() => new ErrorsAreProblems().Check(Attempt(), Reply(404, "not here", "text/plain")).ShouldBe("404 as text/plain");

    // Seed 42, request 144,742: the web server had read it as the address of a page.
    [Theory]
    [InlineData("/api/%2e%2e/sign-out", null)]
    [InlineData("/pages/%2e%2e/api/referrals", "404 as text/html")]
    [InlineData("/api/nothing", "404 as text/html")]
    public void A_page_where_a_program_asked(string path, string? noticed) =>
        new ErrorsAreProblems().Check(new Attempt(1, Kind.Random, "path", new Draft(null, path), "en"), Reply(404, "<p>", "text/html")).ShouldBe(noticed);

    [Fact]
    public void An_error_without_a_code() => new ErrorsAreProblems().Check(Attempt(), Reply(422, """{ "title": "No." }""")).ShouldNotBeNull();

    [Fact]
    public void An_error_in_the_other_language() => new ErrorsAreProblems().Check(Attempt("fr"), Reply(422, Problem)).ShouldNotBeNull();

    [Fact]
    public void A_status_that_nobody_announced() => new RepliesAreDocumented().Check(Attempt(), Reply(418, Problem)).ShouldNotBeNull();

    [Fact]
    public void A_hostile_file_that_got_in() => new FilesAreInert().Check(Upload(mustBeRefused: true), Reply(201, """{ "fileName": "photo.png" }""", "application/json")).ShouldBe("it was accepted");

    [Theory]
    [InlineData("../x.png")]
    [InlineData("a\\\\b.png")]
    [InlineData("\\u202Egnp.exe")]
    public void A_name_that_leads_elsewhere(string name) =>
        new FilesAreInert().Check(Upload(mustBeRefused: false), Reply(201, $$"""{ "fileName": "{{name}}" }""", "application/json")).ShouldNotBeNull();

    [Fact]
    public void A_file_that_is_shown_in_place() => new FilesAreInert().Check(Attempt(operation: "getAttachment"), Reply(200, "<svg/>", "image/svg+xml")).ShouldNotBeNull();

    [Fact]
    public void Nothing_in_a_reply_that_is_as_it_should_be()
    {
        IReplyRule[] rules = [new NothingFails(), new NothingHangs(TimeSpan.FromSeconds(30)), new ErrorsAreProblems(), new NothingIsRepeated(Word), new RepliesAreDocumented(), new FilesAreInert()];
        foreach (var rule in rules)
            rule.Check(Attempt(), Reply(422, Problem)).ShouldBeNull(rule.Promise);
    }

    [Fact]
    public void What_is_stored_although_it_was_refused() => Rules(after: [new("Referral", "Id", Ids(1, 2))]).ShouldContain("Nothing is stored that was refused");

    [Fact]
    public void What_is_lost_although_it_was_acknowledged() => Rules(after: []).ShouldContain("Nothing is lost that was acknowledged");

    [Fact]
    public void What_is_half_stored() => Rules(after: [new("Referral", "Id", Ids(1)), new("ReferralMove", "ReferralId", Ids(1, 9))]).ShouldContain("Nothing is half stored");

    [Fact]
    public void Memory_that_grows_with_the_number_of_requests()
    {
        const long gigabyte = 1024 * 1024 * 1024;

        MemoryRule.Check([new(0, gigabyte / 4, 0), new(500, gigabyte / 3, 0), new(1_000, gigabyte, 0)]).ShouldNotBeEmpty();
        MemoryRule.Check([new(0, gigabyte / 4, 0), new(500, gigabyte / 3, 0), new(1_000, gigabyte / 3, 0)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_word_of_a_patient_in_the_log() => LogRule.Check([$"2026 info: X[1] {Word}12z"], Word).ShouldHaveSingleItem();

    [Fact]
    public void A_failure_in_the_log() => LogRule.Check(["2026 fail: CptsReferral.Gateway[2001] Unexpected failure"], Word).ShouldHaveSingleItem();

    static IEnumerable<string> Rules(IReadOnlyList<RowIds> after) => Leftovers.Of([new("Referral", "Id", Ids(1))], after, new Ledger()).Select(violation => violation.Rule);

    static HashSet<Guid> Ids(params IEnumerable<int> numbers) => [.. numbers.Select(number => Guid.Parse($"00000000-0000-7000-8000-{number:d12}"))];

    static Attempt Attempt(string language = "en", string operation = "getReferral")
    {
        var draft = new Draft(new ApiOperation(operation, "GET", "/api/x", [], null, [], new HashSet<int> { 200, 422 }), "/api/x");
        draft.Headers.Add(("Accept-Language", language));
        return new Attempt(1, Kind.Valid, "as described", draft, language);
    }

    static Attempt Upload(bool mustBeRefused) => new(1, Kind.Mutated, "file: hostile", new Draft(ApiOperation.Of("uploadAttachment", "POST", "/api/attachments"), "/api/attachments") { MustBeRefused = mustBeRefused }, "en");

    static Answer Reply(int status, string text, string type = "application/problem+json") =>
        new(status, [("Content-Type", type), ("X-Content-Type-Options", "nosniff")], Encoding.UTF8.GetBytes(text), TimeSpan.Zero);
}
