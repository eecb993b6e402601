using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class What_passes_between_desk_and_requester(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_timeline_tells_every_move_with_who_and_what_was_said()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);
        await DoneAsync(host.Cardiologist, "information-request", id, new JsonObject { ["question"] = "Depuis quand ?" });
        (await host.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("awaiting-information");
        var file = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "courrier.pdf", Cancellation)).Id;
        await DoneAsync(host.Gp, "information", id, new JsonObject { ["text"] = "Depuis mars.", ["attachments"] = new JsonArray(file) });

        var moves = (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("timeline").EnumerateArray().ToList();

        moves.Select(move => move.GetProperty("kind").GetString())
            .ShouldBe(["submitted", "queued", "claimed", "information-requested", "information-provided"]);
        moves.Select(move => move.GetProperty("version").GetInt32()).ShouldBe([1, 2, 3, 4, 5]);
        moves.Select(move => move.GetProperty("byFunction").GetString())
            .ShouldBe(["general-practitioner", "system", "cardiologist", "cardiologist", "general-practitioner"]);
        moves[3].GetProperty("text").GetString().ShouldBe("Depuis quand ?");
        moves[4].GetProperty("text").GetString().ShouldBe("Depuis mars.");
        moves[4].GetProperty("attachments")[0].GetProperty("id").GetGuid().ShouldBe(file);
    }

    [Fact]
    public async Task A_try_to_reach_the_patient_is_dated_and_leaves_claim_and_clock_alone()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);
        var due = (await host.Cardiologist.ReadsAsync(id, Cancellation)).Json.GetProperty("clock").GetProperty("due").GetString();

        await DoneAsync(host.Cardiologist, "contact-attempt", id, new JsonObject { ["text"] = "Messagerie." });
        await DoneAsync(host.Cardiologist, "contact-attempt", id, []);

        var read = (await host.Cardiologist.ReadsAsync(id, Cancellation)).Json;
        read.GetProperty("status").GetString().ShouldBe("claimed");
        read.GetProperty("clock").GetProperty("due").GetString().ShouldBe(due);
        var tries = read.GetProperty("timeline").EnumerateArray().Where(move => move.GetProperty("kind").GetString() == "contact-attempted").ToList();
        tries.Count.ShouldBe(2);
        tries[0].GetProperty("text").GetString().ShouldBe("Messagerie.");
        await DoneAsync(host.Cardiologist, "answer", id, Requests.AnswerFor(await host.LaneAsync("cardiology", Cancellation)));
    }

    [Fact]
    public async Task An_amendment_keeps_the_answer_before_it()
    {
        var id = await host.AnsweredAsync("cardiology", Cancellation);
        var lane = await host.LaneAsync("cardiology", Cancellation);
        var first = (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer");
        first.GetProperty("version").GetInt32().ShouldBe(1);
        first.GetProperty("by").GetProperty("function").GetString().ShouldBe("cardiologist");

        await DoneAsync(host.Cardiologist, "amendment", id, Requests.AnswerFor(lane, "Réponse corrigée."));

        var answer = (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer");
        answer.GetProperty("version").GetInt32().ShouldBe(2);
        answer.GetProperty("text").GetString().ShouldBe("Réponse corrigée.");
        var earlier = answer.GetProperty("earlier").EnumerateArray().ShouldHaveSingleItem();
        earlier.GetProperty("version").GetInt32().ShouldBe(1);
        earlier.GetProperty("text").GetString().ShouldBe("Réponse inventée.");
    }

    [Fact]
    public async Task The_clock_says_what_paused_it_and_what_comes_next()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);
        var running = (await host.Gp.GetsAsync($"/api/referrals/{id}/clock", Cancellation)).Json;
        running.GetProperty("paused").GetBoolean().ShouldBeFalse();
        running.GetProperty("due").GetString().ShouldNotBeNull();
        running.GetProperty("next").GetProperty("act").GetString().ShouldNotBeNullOrEmpty();
        running.GetProperty("laneVersion").GetInt32().ShouldBeGreaterThan(0);

        await DoneAsync(host.Cardiologist, "information-request", id, new JsonObject { ["question"] = "Depuis quand ?" });

        var paused = (await host.Cardiologist.GetsAsync($"/api/referrals/{id}/clock", Cancellation)).Json;
        paused.GetProperty("paused").GetBoolean().ShouldBeTrue();
        paused.GetProperty("due").ValueKind.ShouldBe(JsonValueKind.Null);
        paused.GetProperty("pauses").GetArrayLength().ShouldBe(1);
        paused.GetProperty("explanation").GetProperty("fr").GetString()!.ShouldContain("En pause");
        paused.GetProperty("explanation").GetProperty("en").GetString()!.ShouldContain("Paused");
    }

    [Fact]
    public async Task A_lost_race_names_the_function_of_the_holder_and_nothing_more()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);

        var reply = await host.Cardiologist2.DoesAsync("claim", id, Cancellation);

        reply.ShouldBeProblem(409, "referral.held-by-another");
        reply.Json.GetProperty("state").GetString().ShouldBe("claimed");
        reply.Json.GetProperty("holder").GetRawText().ShouldBe("""{"function":"cardiologist"}""");
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_wins()
    {
        var id = await host.QueuedAsync("cardiology", Cancellation);

        var replies = await Task.WhenAll(
            new[] { host.Cardiologist, host.Cardiologist2, host.Cardiologist, host.Cardiologist2 }.Select(who => who.DoesAsync("claim", id, Cancellation)));

        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
        replies.Where(reply => reply.Status != HttpStatusCode.OK).ShouldAllBe(reply => reply.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_refusal_by_state_names_the_state()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);

        var reply = await host.Gp.DoesAsync("close", id, new JsonObject { ["impact"] = "none" }, Cancellation);

        reply.ShouldBeProblem(409, "referral.wrong-state");
        reply.Json.GetProperty("state").GetString().ShouldBe("claimed");
    }

    [Fact]
    public async Task A_problem_speaks_the_language_that_is_asked_for()
    {
        var reply = await host.Gp.SendAsync(HttpMethod.Get, "/api/lanes/astrology", null, [("Accept-Language", "en-GB, fr;q=0.5")], Cancellation);

        reply.Json.GetProperty("title").GetString().ShouldBe("There is no such lane.");
    }

    [Fact]
    public async Task The_requester_closes_with_what_the_answer_changed()
    {
        var id = await host.AnsweredAsync("cardiology", Cancellation);
        await DoneAsync(host.Gp, "open", id, []);
        await DoneAsync(host.Gp, "open", id, []);

        await DoneAsync(host.Gp, "close", id, new JsonObject { ["impact"] = "consultation-avoided", ["comment"] = "Suivi au cabinet." });

        var view = (await host.Gp.ReadsAsync(id, Cancellation)).Json;
        view.GetProperty("status").GetString().ShouldBe("closed");
        view.GetProperty("impact").GetString().ShouldBe("consultation-avoided");
        view.GetProperty("openedAt").GetString().ShouldNotBeNull();
        view.GetProperty("closedAt").GetString().ShouldNotBeNull();
        view.GetProperty("timeline").EnumerateArray().Count(move => move.GetProperty("kind").GetString() == "opened").ShouldBe(1, "opening again changes nothing");
    }

    static async Task DoneAsync(Persona who, string move, Guid id, JsonObject body)
    {
        var reply = await who.DoesAsync(move, id, body, Cancellation);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.ToString());
        reply.Id.ShouldBe(id);
        reply.ETag.ShouldBe($"\"{reply.Json.GetProperty("version").GetInt32()}\"");
    }
}
