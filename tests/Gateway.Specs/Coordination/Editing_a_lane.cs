using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>The lane editor without a script and without a word of JSON; what it did is then asked of the API.</summary>
public sealed class Editing_a_lane(Editing_a_lane.ASwitchboard switchboard) : IClassFixture<Editing_a_lane.ASwitchboard>, IAsyncLifetime
{
    readonly Visitor coordinator = new(switchboard.Host.Address);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => switchboard.Host;

    public async ValueTask InitializeAsync() => await coordinator.SignsInAsAsync("Charlie Coordon", Cancellation);

    public ValueTask DisposeAsync()
    {
        coordinator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Shows_what_changes_before_it_is_saved_and_refuses_what_changed_meanwhile()
    {
        var before = await LaneAsync("oncology");
        var page = await OpensAsync("oncology");

        var looked = await ChecksAsync(page, ("clock.stages[0].duration", "70"));
        looked.Status.ShouldBe(HttpStatusCode.OK, looked.ToString());
        looked.TextsOf("ins").ShouldContain(sentence => sentence.Contains("Réponse en 70 h", StringComparison.Ordinal));
        (await LaneAsync("oncology")).GetProperty("version").GetInt32().ShouldBe(Version(before));

        var saved = await SavesAsync(looked);
        saved.Path.ShouldBe("/lanes/oncology", saved.ToString());
        (await LaneAsync("oncology")).GetProperty("clock").GetProperty("stages")[0].GetProperty("duration").GetString().ShouldBe("PT70H");

        var again = await SavesAsync(looked);
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, again.ToString());
        Version(await LaneAsync("oncology")).ShouldBe(Version(before) + 1);
    }

    [Fact]
    public async Task Builds_the_escalation_ladder_step_by_step()
    {
        var page = await OpensAsync("dermatology");
        // Each of the two takes the share of the other.
        page = await PressesAsync(page, "down:clock.escalation[0]");
        page = await PressesAsync(page, "remove:clock.escalation[1]");
        page = await PressesAsync(page, "add:clock.escalation.completion");
        var looked = await ChecksAsync(page, ("clock.escalation[3].act", "tell-coordinator"), ("clock.escalation[3].at", "150"));

        looked.Status.ShouldBe(HttpStatusCode.OK, looked.ToString());
        Changed(looked, "del").ShouldBe(
        [
            "À 80 % du délai « Réponse » (57 h 36) : rappeler à la personne en charge",
            "À 90 % du délai « Réponse » (64 h 48) : rendre la demande au groupe",
        ]);
        Changed(looked, "ins").ShouldBe(
        [
            "À 90 % du délai « Réponse » (64 h 48) : rappeler à la personne en charge",
            "À 150 % du délai « Réponse » (108 h) : prévenir la coordination",
        ]);
        looked.Words.Replace('\u00a0', ' ').ShouldContain("À 150 % du délai « Réponse » (108 h) : prévenir la coordination");

        var before = Version(await LaneAsync("dermatology"));
        await SavesAsync(looked);
        var ladder = (await LaneAsync("dermatology")).GetProperty("clock").GetProperty("escalation");
        ladder.EnumerateArray().Select(step => $"{step.GetProperty("at")} {step.GetProperty("act").GetString()} {step.GetProperty("stage").GetString()}")
            .ShouldBe(["0.9 tell-holder completion", "0.9 wake-backup completion", "1 tell-coordinator completion", "1.5 tell-coordinator completion"]);
        var changes = await coordinator.OpensAsync($"/lanes/dermatology/changes?from={before}&to={before + 1}", Cancellation);
        Changed(changes, "ins").ShouldContain("À 150 % du délai « Réponse » (108 h) : prévenir la coordination");
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_step_at_the_step()
    {
        var page = await PressesAsync(await OpensAsync("ecg"), "add:clock.escalation.completion");

        var refused = await ChecksAsync(page, ("clock.escalation[4].at", "bientôt"), ("clock.escalation[0].at", "0"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("#clock-escalation-0-at");
        refused.Html.ShouldContain("#clock-escalation-4-at");
        refused.Html.ShouldContain("#clock-escalation-4-act");
        refused.Faults.Count.ShouldBe(3);
        Value(refused, "clock.escalation[4].at").ShouldBe("bientôt");
    }

    [Fact]
    public async Task Adds_renames_orders_and_takes_away_choices()
    {
        var before = Indications(await LaneAsync("cardiology"));
        var page = await OpensAsync("cardiology");
        page = await PressesAsync(page, "up:indications[1]", ("indications[0].title.fr", "Autrement dit"));
        page = await PressesAsync(page, "add:indications");
        var last = before.Count;
        page = await PressesAsync(page, "remove:indications[2]", ($"indications[{last}].title.fr", "Suivi d’un œdème"), ($"indications[{last}].title.en", "Follow-up of an œdema"));

        var looked = await ChecksAsync(page);
        looked.Status.ShouldBe(HttpStatusCode.OK, looked.ToString());
        Changed(looked, "ins").ShouldBe(["Autrement dit", "Suivi d’un œdème"]);
        await SavesAsync(looked);

        // The code stays when words change: what was counted stays counted.
        Indications(await LaneAsync("cardiology")).ShouldBe([before[1], before[0], .. before.Skip(3), "follow-up-of-an-oedema"]);
    }

    [Fact]
    public async Task Adds_a_red_flag_that_stops_requests_and_takes_an_exclusion_away()
    {
        var page = await OpensAsync("cardiology");
        page = await PressesAsync(page, "remove:request.properties.ecgReadingOnly");
        page = await PressesAsync(page, "add:x-red-flag");
        var looked = await ChecksAsync(page,
            ("request.properties._new.title", "Fièvre et souffle nouveau ?"), ("request.properties._new.x-en.title", "Fever and a new murmur?"),
            ("request.properties._new.x-red-flag.message.fr", "Appelez le 15."), ("request.properties._new.x-red-flag.message.en", "Call 15."));

        looked.Status.ShouldBe(HttpStatusCode.OK, looked.ToString());
        Changed(looked, "ins").ShouldBe(["« Fièvre et souffle nouveau ? » : appeler le 15. Appelez le 15."]);
        await SavesAsync(looked);

        var request = (await LaneAsync("cardiology")).GetProperty("request");
        request.GetProperty("properties").TryGetProperty("ecgReadingOnly", out _).ShouldBeFalse();
        request.GetProperty("properties").EnumerateObject().Select(question => question.Name).ElementAt(4).ShouldBe("feverAndANewMurmur");
        request.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldContain("feverAndANewMurmur");
        var post = await Host.RequestAsync("cardiology", Host.Gp, Cancellation);
        post["answers"]!["feverAndANewMurmur"] = true;
        (await Host.Gp.SubmitsAsync(post, Cancellation)).FaultyFields.ShouldContain("answers.feverAndANewMurmur");
    }

    [Fact]
    public async Task Adds_a_deadline_for_the_first_response_and_takes_it_away_with_its_steps()
    {
        var page = await OpensAsync("ecg");
        page = await PressesAsync(page, "add:first-response");
        page = await PressesAsync(page, "add:clock.escalation.first-response", ("clock.stages[0].duration", "4"));
        page = await PressesAsync(page, "add:clock.escalation.first-response", ("clock.escalation[4].act", "wake-backup"), ("clock.escalation[4].at", "75"));
        Changed(await ChecksAsync(page), "ins").ShouldBe(
        [
            "Première réponse en 4 h, chaque heure compte, jour et nuit",
            "À 75 % du délai « Première réponse » (3 h) : prévenir le renfort",
        ]);

        page = await PressesAsync(page, "remove:first-response");
        (await ChecksAsync(page)).Words.ShouldContain("Aucune différence");
    }

    [Fact]
    public async Task Makes_a_new_lane_of_another_one()
    {
        var page = await coordinator.OpensAsync("/lanes/new?from=oncology", Cancellation);

        var looked = await ChecksAsync(page, ("code", "geriatrics"), ("desk.code", "geriatricians"), ("title.fr", "Avis gériatrique"), ("title.en", "Geriatric advice"));
        looked.Status.ShouldBe(HttpStatusCode.OK, looked.ToString());
        var corrected = await coordinator.SubmitsAsync(looked, "lane", Cancellation, ("step", "edit"));
        Value(corrected, "clock.warnings").ShouldBe("50, 80");
        (await SavesAsync(await ChecksAsync(corrected))).Path.ShouldBe("/lanes/geriatrics");

        var lane = await LaneAsync("geriatrics");
        lane.GetProperty("desk").GetProperty("code").GetString().ShouldBe("geriatricians");
        Indications(lane).ShouldBe(Indications(await LaneAsync("oncology")));
    }

    [Fact]
    public async Task Leaves_to_the_document_what_has_no_field_and_tells_its_faults_there()
    {
        var page = await OpensAsync("ecg");
        var document = JsonNode.Parse(Value(page, "document"))!.AsObject();
        document["title"]!["fr"] = "";
        document["clock"]!["warnings"] = new JsonArray(2);
        document["answer"]!["properties"]!["quality"]!["enum"] = new JsonArray();

        var refused = await ChecksAsync(page, ("document", document.ToJsonString()));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Html.ShouldContain("#title-fr");
        refused.Html.ShouldContain("#clock-warnings");
        refused.Html.ShouldContain("#document\"");
        (await ChecksAsync(page, ("document", "{"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("clock", "5")]
    [InlineData("clock", """{"stages":[1,"x"],"escalation":[null,7],"warnings":{}}""")]
    [InlineData("indications", """[1,{"title":"x"}]""")]
    [InlineData("request", """{"properties":[1],"required":1}""")]
    [InlineData("desk", "[]")]
    public async Task Says_what_is_wrong_with_a_document_of_any_shape(string member, string json)
    {
        var page = await OpensAsync("ecg");
        var document = JsonNode.Parse(Value(page, "document"))!.AsObject();
        document[member] = JsonNode.Parse(json);

        var refused = await ChecksAsync(page, ("document", document.ToJsonString()));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.ToString());
        (await PressesAsync(refused, "add:indications")).Status.ShouldBe(HttpStatusCode.OK);
    }

    Task<VisitedPage> OpensAsync(string lane) => coordinator.OpensAsync($"/lanes/{lane}/edit", Cancellation);

    Task<VisitedPage> ChecksAsync(VisitedPage page, params (string, string)[] typed) => coordinator.SubmitsAsync(page, "lane", Cancellation, [.. typed, ("step", "preview")]);

    Task<VisitedPage> SavesAsync(VisitedPage looked) => coordinator.SubmitsAsync(looked, "lane", Cancellation, ("step", "save"));

    // Only a button that the page shows can be pressed.
    Task<VisitedPage> PressesAsync(VisitedPage page, string step, params (string, string)[] typed)
    {
        page.Buttons("lane").ShouldContain(("step", step));
        return coordinator.SubmitsAsync(page, "lane", Cancellation, [.. typed, ("step", step)]);
    }

    async Task<JsonElement> LaneAsync(string code) => await Host.LaneAsync(code, Cancellation);

    static int Version(JsonElement lane) => lane.GetProperty("version").GetInt32();

    static List<string?> Indications(JsonElement lane) => [.. lane.GetProperty("indications").EnumerateArray().Select(choice => choice.GetProperty("code").GetString())];

    static string Value(VisitedPage page, string field) => page.Form("lane").Single(pair => pair.Name == field).Value;

    // What the change says in words, whatever space stands before a sign; the lines of the document stand in a block of their own.
    static IReadOnlyList<string> Changed(VisitedPage page, string kind) =>
        [.. page.TextsOf($"div.cpts-diff > {kind}").Select(sentence => sentence.Replace('\u00a0', ' ').Split(" :", 2) is ["Ajouté" or "Retiré", var said] ? said.Trim() : sentence)];

    /// <summary>With lanes that nobody else needs as they were.</summary>
    public sealed class ASwitchboard : IAsyncLifetime
    {
        StandaloneHost? host;

        public StandaloneHost Host => host!;

        public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync();

        public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
