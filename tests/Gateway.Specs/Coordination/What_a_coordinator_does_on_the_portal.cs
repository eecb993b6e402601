using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support.Portal;
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
    public async Task Adds_a_member_once_shown_then_deactivates_them()
    {
        using var coordinator = await SignsInAsync(Host);
        var added = await coordinator.FillsAsync(
            "/people/new", "person", Cancellation, ("displayName", "Dr Nouvelle Inventée"), ("function", "oncologist"), ("email", "nouvelle@example.org"));
        added.Status.ShouldBe(HttpStatusCode.OK);

        var person = await PersonAsync("Dr Nouvelle Inventée");
        (await coordinator.FillsAsync($"/people/{person["id"]!.GetValue<string>()}", "active", Cancellation)).WasLedTo.ShouldBeTrue();
        (await PersonAsync("Dr Nouvelle Inventée"))["active"]!.GetValue<bool>().ShouldBeFalse();

        var wrong = await coordinator.FillsAsync("/people/new", "person", Cancellation, ("email", "nowhere"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Puts_a_person_on_duty_and_takes_the_shift_off_again()
    {
        using var coordinator = await SignsInAsync(Host);
        var added = await coordinator.FillsAsync("/rota?week=2027-03-01", "add-ecg-readers", Cancellation,
            ("personId", "0198c0de-0000-7000-8000-000000000005"), ("from", "2027-03-02T08:00"), ("to", "2027-03-02T20:00"));
        added.WasLedTo.ShouldBeTrue(added.ToString());
        added.Status.ShouldBe(HttpStatusCode.OK);
        added.Words.ShouldContain("Personne d’astreinte de lundi 0 h à mardi 8 h");

        var removed = await coordinator.SubmitsAsync(added, added.FirstForm("remove-"), Cancellation);
        removed.WasLedTo.ShouldBeTrue(removed.ToString());
        removed.Status.ShouldBe(HttpStatusCode.OK);
        removed.Words.ShouldNotContain("de lundi 0 h à mardi 8 h");
    }

    [Fact]
    public async Task Settles_what_a_late_night_left()
    {
        await using var host = await StandaloneHost.StartAsync(Monday);
        await host.QueuedAsync("ecg", Cancellation);
        await host.AnsweredAsync("ecg", Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);
        using var coordinator = await SignsInAsync(host);

        var breaches = await coordinator.OpensAsync("/board/breaches", Cancellation);
        (await coordinator.SubmitsAsync(breaches, breaches.FirstForm("cause-"), Cancellation, ("cause", "overload"))).WasLedTo.ShouldBeTrue();
        var register = (await host.Coordinator.GetsAsync("/api/breaches", Cancellation)).Json;
        register.GetProperty("items")[0].GetProperty("cause").GetString().ShouldBe("overload");

        var waiting = await coordinator.OpensAsync("/board/escalations", Cancellation);
        var settled = await coordinator.SubmitsAsync(waiting, waiting.FirstForm("handled-"), Cancellation, ("note", "Dr Cardin-Fictif appelé"));
        settled.WasLedTo.ShouldBeTrue(settled.ToString());
        settled.Status.ShouldBe(HttpStatusCode.OK);
        settled.Html.ShouldNotContain("handled-");

        var calls = await coordinator.OpensAsync("/calls", Cancellation);
        (await coordinator.SubmitsAsync(calls, calls.FirstForm("settle-"), Cancellation)).WasLedTo.ShouldBeTrue();
        (await host.Coordinator.GetsAsync("/api/call-list", Cancellation)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    // Found by tests/fuzz --seed 99: two who put the phone down at once were a failure.
    [Fact]
    public async Task Is_told_that_a_call_is_settled_whoever_else_settles_it_at_once()
    {
        await using var host = await StandaloneHost.StartAsync(Monday);
        var id = await host.AnsweredAsync("ecg", Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Secretary.PostsAsync($"/api/call-list/{id}/settle", "{}", Cancellation)));

        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.NoContent, string.Join(", ", replies.Select(reply => reply.ToString())));
    }

    static Task<Visitor> SignsInAsync(StandaloneHost host) => new Visitor(host.Address).SignsInAsAsync("Charlie Coordon", Cancellation);

    async Task<JsonObject> PersonAsync(string name) =>
        JsonNode.Parse((await Host.Coordinator.GetsAsync("/api/people?limit=200", Cancellation)).Text)!["items"]!.AsArray()
            .Select(person => person!.AsObject()).Single(person => person["displayName"]!.GetValue<string>() == name);
}
