using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>Forms that are filled without a script; what they did is then asked of the API.</summary>
public sealed class What_a_coordinator_does_on_the_portal(TheSwitchboard switchboard)
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => switchboard.Host;

    [Fact]
    public async Task Saves_a_lane_that_was_looked_at_first_and_not_one_that_changed_meanwhile()
    {
        using var coordinator = await SignsInAsync(Host);
        var lane = JsonNode.Parse((await Host.Coordinator.GetsAsync("/api/lanes/oncology", Cancellation)).Text)!.AsObject();
        var before = lane["version"]!.GetValue<int>();
        lane["clock"]!["stages"]![0]!["duration"] = "PT70H";

        var looked = await coordinator.FillsAsync("/lanes/oncology/edit", "lane", Typed(lane, "preview", before), Cancellation);
        looked.Status.ShouldBe(HttpStatusCode.OK);
        looked.Text.ShouldContain("PT70H");
        (await VersionAsync("oncology")).ShouldBe(before);

        var saved = await coordinator.FillsAsync("/lanes/oncology/edit", "lane", Typed(lane, "save", before), Cancellation);
        saved.Status.ShouldBe(HttpStatusCode.Found);
        (await VersionAsync("oncology")).ShouldBe(before + 1);
        (await coordinator.SeesAsync($"/lanes/oncology/changes?from={before}&to={before + 1}", Cancellation)).Text.ShouldContain("PT70H");

        var again = await coordinator.FillsAsync("/lanes/oncology/edit", "lane", Typed(lane, "save", before), Cancellation);
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await VersionAsync("oncology")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Hears_every_fault_of_a_lane_with_its_place()
    {
        using var coordinator = await SignsInAsync(Host);
        var lane = JsonNode.Parse((await Host.Coordinator.GetsAsync("/api/lanes/ecg", Cancellation)).Text)!.AsObject();
        lane["title"]!["fr"] = "";
        lane["clock"]!["warnings"] = new JsonArray(2);

        var refused = await coordinator.FillsAsync("/lanes/ecg/edit", "lane", Typed(lane, "preview", 1), Cancellation);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("#title-fr");
        refused.Text.ShouldContain("#clock-warnings");
        var unreadable = await coordinator.FillsAsync("/lanes/ecg/edit", "lane", new() { ["document"] = "{", ["step"] = "preview" }, Cancellation);
        unreadable.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Adds_a_member_once_shown_then_deactivates_them()
    {
        using var coordinator = await SignsInAsync(Host);
        var added = await coordinator.FillsAsync("/people/new", "person", new()
        {
            ["displayName"] = "Dr Nouvelle Inventée",
            ["function"] = "oncologist",
            ["email"] = "nouvelle@example.org",
        }, Cancellation);
        added.Status.ShouldBe(HttpStatusCode.OK);

        var person = await PersonAsync("Dr Nouvelle Inventée");
        var off = await coordinator.FillsAsync($"/people/{person["id"]!.GetValue<string>()}", "active", [], Cancellation);
        off.Status.ShouldBe(HttpStatusCode.Found);
        (await PersonAsync("Dr Nouvelle Inventée"))["active"]!.GetValue<bool>().ShouldBeFalse();

        var wrong = await coordinator.FillsAsync("/people/new", "person", new() { ["email"] = "nowhere" }, Cancellation);
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Puts_a_person_on_duty_and_takes_the_shift_off_again()
    {
        using var coordinator = await SignsInAsync(Host);
        var added = await coordinator.FillsAsync("/rota?week=2027-03-01", "add-ecg-readers", new()
        {
            ["personId"] = "0198c0de-0000-7000-8000-000000000005",
            ["from"] = "2027-03-02T08:00",
            ["to"] = "2027-03-02T20:00",
        }, Cancellation);
        added.Status.ShouldBe(HttpStatusCode.Found);
        WebUtility.HtmlDecode((await coordinator.SeesAsync("/rota?week=2027-03-01", Cancellation)).Text).ShouldContain("Personne d’astreinte de lundi 0 h à mardi 8 h");

        var removed = await coordinator.FillsAsync("/rota?week=2027-03-01", "remove-", [], Cancellation);
        removed.Status.ShouldBe(HttpStatusCode.Found);
        WebUtility.HtmlDecode((await coordinator.SeesAsync("/rota?week=2027-03-01", Cancellation)).Text).ShouldNotContain("de lundi 0 h à mardi 8 h");
    }

    [Fact]
    public async Task Settles_what_a_late_night_left()
    {
        await using var host = await StandaloneHost.StartAsync(Monday);
        await host.QueuedAsync("ecg", Cancellation);
        await host.AnsweredAsync("ecg", Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);
        using var coordinator = await SignsInAsync(host);

        (await coordinator.FillsAsync("/board/breaches", "cause-", new() { ["cause"] = "overload" }, Cancellation)).Status.ShouldBe(HttpStatusCode.Found);
        var register = (await host.Coordinator.GetsAsync("/api/breaches", Cancellation)).Json;
        register.GetProperty("items")[0].GetProperty("cause").GetString().ShouldBe("overload");

        (await coordinator.FillsAsync("/board/escalations", "handled-", new() { ["note"] = "Dr Cardin-Fictif appelé" }, Cancellation)).Status.ShouldBe(HttpStatusCode.Found);
        (await coordinator.SeesAsync("/board/escalations", Cancellation)).Text.ShouldNotContain("handled-");

        (await coordinator.FillsAsync("/calls", "settle-", [], Cancellation)).Status.ShouldBe(HttpStatusCode.Found);
        (await host.Coordinator.GetsAsync("/api/call-list", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    static Task<PortalVisitor> SignsInAsync(StandaloneHost host) => PortalVisitor.SignsInAsync(host.Address, "Charlie Coordon", Cancellation);

    static Dictionary<string, string> Typed(JsonObject lane, string step, int version) => new()
    {
        ["document"] = lane.ToJsonString(),
        ["shown"] = "",
        ["step"] = step,
        ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    async Task<int> VersionAsync(string lane) => (await Host.LaneAsync(lane, Cancellation)).GetProperty("version").GetInt32();

    async Task<JsonObject> PersonAsync(string name) =>
        JsonNode.Parse((await Host.Coordinator.GetsAsync("/api/people?limit=200", Cancellation)).Text)!["items"]!.AsArray()
            .Select(person => person!.AsObject()).Single(person => person["displayName"]!.GetValue<string>() == name);
}
