using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class A_search_for_a_patient(SomePatients patients) : IClassFixture<SomePatients>
{
    const string Ins = SomePatients.Ins;

    readonly StandaloneHost host = patients.Host;
    readonly Guid helene = patients.Helene;
    readonly Guid li = patients.Li;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lef", "helene")]
    [InlineData("Lefebvre", "helene")]
    [InlineData("LEFEBVRE FICTIF", "helene")]
    [InlineData("hélène", "helene")]
    [InlineData("HELENE lefe", "helene")]
    [InlineData("mar", "helene li")]
    [InlineData("marie", "helene")]
    [InlineData("li", "li")]
    [InlineData("li marion", "li")]
    [InlineData("lefebure", "")]
    [InlineData("le", "")]
    [InlineData("02/03/1961", "helene")]
    [InlineData("1961-03-02", "helene")]
    [InlineData("lefebvre 2/3/1961", "helene")]
    [InlineData("lefebvre 3/3/1961", "")]
    [InlineData(Ins, "helene")]
    [InlineData("1 60 02 75 123 456 86", "helene")]
    [InlineData("paul", "")]
    [InlineData("?", "")]
    public async Task Finds_it_on_the_desks_list(string text, string who) =>
        (await FoundAsync(host.Cardiologist, "/api/worklists/cardiology/search", text)).ShouldBe(who.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public async Task Finds_ones_own_only()
    {
        (await FoundAsync(host.Gp, "/api/referrals/search", "mar")).ShouldBe(["helene", "?"], ignoreOrder: true);
        (await FoundAsync(host.Gp2, "/api/referrals/search", "mar")).ShouldBe(["li"]);
        (await FoundAsync(host.Nurse, "/api/referrals/search", "mar")).ShouldBeEmpty();
        (await FoundAsync(host.Cardiologist, "/api/referrals/search", "mar")).ShouldBeEmpty();
        await host.Cardiologist.DoesAsync("claim", li, Cancellation);
        (await FoundAsync(host.Cardiologist, "/api/referrals/search", "mar")).ShouldBe(["li"]);
    }

    [Fact]
    public async Task Finds_a_reference()
    {
        var reference = (await host.Gp.ReadsAsync(helene, Cancellation)).Json.GetProperty("reference").GetString()!;

        (await FoundAsync(host.Cardiologist, "/api/worklists/cardiology/search", reference.ToLowerInvariant())).ShouldBe(["helene"]);
        (await FoundAsync(host.Gp, "/api/referrals/search", $" {reference} ")).ShouldBe(["helene"]);
    }

    [Fact]
    public async Task Finds_a_request_where_it_was_sent_on_to()
    {
        var id = await patients.AsksAsync(host.Gp, "cardiology", "OGER-FICTIF", "Odile", "1944-07-08");
        (await host.Cardiologist.DoesAsync("redirect", id, new JsonObject { ["lane"] = "dermatology" }, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);

        var found = await Support.Eventually.SeesAsync(
            async () => (await SearchAsync(host.Dermatologist, "/api/worklists/dermatology/search", "odi")).Json.GetProperty("items"), items => items.GetArrayLength() == 1, Cancellation);

        found[0].GetProperty("patient").GetProperty("birthName").GetString().ShouldBe("OGER-FICTIF");
        (await FoundAsync(host.Cardiologist, "/api/worklists/cardiology/search", "odi")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_another_desk_is_refused_and_what_is_found_is_written_down()
    {
        (await SearchAsync(host.Dermatologist, "/api/worklists/cardiology/search", "mar")).ShouldBeProblem(404, "worklist.unknown");
        (await SearchAsync(host.Coordinator, "/api/worklists/cardiology/search", "mar")).ShouldBeProblem(404, "worklist.unknown");
        var before = (await host.ListReadingsAsync(Cancellation)).Count;
        await SearchAsync(host.Cardiologist, "/api/worklists/cardiology/search", "nobody");
        (await host.ListReadingsAsync(Cancellation)).Count.ShouldBe(before);

        await SearchAsync(host.Cardiologist, "/api/worklists/cardiology/search", "mar");
        await SearchAsync(host.Gp, "/api/referrals/search", "mar");

        (await host.ListReadingsAsync(Cancellation)).Skip(before).ShouldBe(["cardiologist cardiology", "general-practitioner own"]);
    }

    [Fact]
    public async Task Says_what_is_wrong_with_it()
    {
        foreach (var path in (string[])["/api/referrals/search", "/api/worklists/cardiology/search"])
        {
            (await host.Cardiologist.PostsAsync(path, "{}", Cancellation)).Faults().ShouldBe(["text required"]);
            (await host.Cardiologist.PostsAsync(path, $$"""{"text":"{{new string('m', 101)}}"}""", Cancellation)).Faults().ShouldBe(["text too-long"]);
            (await host.Cardiologist.PostsAsync(path, """{"text":3}""", Cancellation)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task Leaves_an_index_that_says_no_more_than_that_two_have_something_in_common()
    {
        await using var others = new SomePatients();
        await others.InitializeAsync();

        var tokens = await others.Host.TokensAsync(Cancellation);

        // Names, birth date and INS of the first; two words and a date of the second; three words and a date of the third.
        tokens.Count.ShouldBe(6 + 3 + 4);
        // "MAR" of three patients, "FIC" and the same birth date of two.
        tokens.GroupBy(token => token).Select(same => same.Count()).Where(count => count > 1).Order().ShouldBe([2, 2, 3]);
    }

    static Task<Reply> SearchAsync(Persona who, string path, string text) =>
        who.PostsAsync(path, JsonSerializer.Serialize(new { text }), Cancellation);

    async Task<IEnumerable<string>> FoundAsync(Persona who, string path, string text)
    {
        var reply = await SearchAsync(who, path, text);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.ToString());
        reply.Json.GetProperty("cut").GetBoolean().ShouldBeFalse();
        return reply.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).Select(id => id == helene ? "helene" : id == li ? "li" : "?").ToList();
    }
}
