using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Journeys;

public abstract class The_ways_home(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task A_question_of_the_expert_comes_home_and_its_reply_goes_back()
    {
        var id = await Board.ClaimedAsync("dermatology", Cancellation);

        (await DoneAsync(Board.Dermatologist, "information-request", id, new JsonObject { ["question"] = "Depuis quand ?" }))
            .ReferralStatus.ShouldBe("awaiting-information");
        (await MailsAsync(id, 1)).Single().Subject.ShouldContain("Complément demandé");
        var asked = await Board.Gp.ReadsAsync(id, Cancellation);
        asked.Json.GetProperty("clock").GetProperty("paused").GetBoolean().ShouldBeTrue();
        asked.Json.GetProperty("timeline").EnumerateArray().Last().GetProperty("text").GetString().ShouldBe("Depuis quand ?");

        (await DoneAsync(Board.Gp, "information", id, new JsonObject { ["text"] = "Deux mois.", ["attachments"] = new JsonArray() }))
            .ReferralStatus.ShouldBe("claimed");
        var replied = await Board.Dermatologist.ReadsAsync(id, Cancellation);
        replied.Json.GetProperty("clock").GetProperty("paused").GetBoolean().ShouldBeFalse();
        replied.Json.GetProperty("timeline").EnumerateArray().Last().GetProperty("text").GetString().ShouldBe("Deux mois.");

        await AnsweredAsync(Board.Dermatologist, "dermatology", id);
        await ReachesAsync(id, "delivered");
        await MailsAsync(id, 2);
    }

    [Fact]
    public async Task A_refusal_comes_home_with_its_reason()
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation);

        await DoneAsync(Board.Cardiologist, "decline", id, new JsonObject { ["reason"] = "outside-scope", ["text"] = "Plutôt le pneumologue." });

        (await MailsAsync(id, 1)).Single().Subject.ShouldContain("Demande non acceptée");
        await Eventually.SeesAsync(
            async () => Kinds(await Board.Gp.ReadsAsync(id, Cancellation)), kinds => kinds.Contains("delivered"), Cancellation, Patience);
        var opened = await DoneAsync(Board.Gp, "open", id);
        opened.ReferralStatus.ShouldBe("declined");
        var declined = opened.Json.GetProperty("timeline").EnumerateArray().Single(move => move.GetProperty("kind").GetString() == "declined");
        declined.GetProperty("reason").GetString().ShouldBe("outside-scope");
        declined.GetProperty("text").GetString().ShouldBe("Plutôt le pneumologue.");
    }

    [Fact]
    public async Task A_chain_of_redirections_ends_with_the_first_requester()
    {
        var first = await Board.ClaimedAsync("dermatology", Cancellation);
        var second = await RedirectedAsync(first, Board.Dermatologist, "oncology");
        await ReachesAsync(second, "queued");
        var third = await RedirectedAsync(second, Board.Oncologist, "cardiology");
        await ReachesAsync(third, "queued");

        await DoneAsync(Board.Cardiologist2, "claim", third);
        await AnsweredAsync(Board.Cardiologist2, "cardiology", third);
        await ReachesAsync(third, "delivered");

        foreach (var step in (Guid[])[first, second, third])
            (await MailsAsync(step, 1)).Single().To.ShouldBe("demo-gp@example.org");
        var last = await DoneAsync(Board.Gp, "open", third);
        last.Json.GetProperty("redirectedFrom").GetGuid().ShouldBe(second);
        // The pictures went along with the request.
        last.Json.GetProperty("attachments").GetArrayLength().ShouldBe(2);
        (await Board.Dermatologist.ReadsAsync(third, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_correction_comes_home_even_after_closing()
    {
        var id = await Board.AnsweredAsync("imaging", Cancellation);
        await ReachesAsync(id, "delivered");
        await DoneAsync(Board.Gp, "close", id, new JsonObject { ["impact"] = "none" });

        var lane = await Board.LaneAsync("imaging", Cancellation);
        var amended = await DoneAsync(Board.Secretary, "amendment", id, Requests.AnswerFor(lane, "Autre rendez-vous."));

        amended.ReferralStatus.ShouldBe("answered");
        await ReachesAsync(id, "delivered");
        (await MailsAsync(id, 2))[^1].Subject.ShouldContain("Réponse modifiée");
        var opened = await DoneAsync(Board.Gp, "open", id);
        opened.Json.GetProperty("answer").GetProperty("text").GetString().ShouldBe("Autre rendez-vous.");
        opened.Json.GetProperty("answer").GetProperty("earlier").GetArrayLength().ShouldBe(1);
        (await DoneAsync(Board.Gp, "close", id, new JsonObject { ["impact"] = "none" })).ReferralStatus.ShouldBe("closed");
    }

    [Theory]
    [InlineData("submitted")]
    [InlineData("queued")]
    [InlineData("claimed")]
    [InlineData("awaiting-information")]
    public async Task A_requester_may_withdraw_a_request_that_is(string status)
    {
        var id = await Board.SubmittedAsync("oncology", Cancellation);
        if (status != "submitted")
            await ReachesAsync(id, "queued");
        if (status is "claimed" or "awaiting-information")
            await DoneAsync(Board.Oncologist, "claim", id);
        if (status == "awaiting-information")
            await DoneAsync(Board.Oncologist, "information-request", id, new JsonObject { ["question"] = "Et la biopsie ?" });

        (await DoneAsync(Board.Gp, "cancel", id, new JsonObject { ["reason"] = "Résolu." })).ReferralStatus.ShouldBe("cancelled");

        (await WorklistAsync(Board.Oncologist, "oncology")).ShouldNotContain(id);
        var refused = await Board.Oncologist.DoesAsync("claim", id, Cancellation);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Json.GetProperty("state").GetString().ShouldBe("cancelled");
    }

    static async Task<Guid> RedirectedAsync(Guid referral, Persona expert, string lane) =>
        (await DoneAsync(expert, "redirect", referral, new JsonObject { ["lane"] = lane, ["text"] = "Plutôt par là." })).Json.GetProperty("redirectedTo").GetGuid();
}

[Collection(StandaloneShape.Standalone)]
public sealed class The_ways_home_on_standalone(StandaloneProcess board) : The_ways_home(board);

[Collection(SplitShape.Split)]
public sealed class The_ways_home_on_split(SplitHost board) : The_ways_home(board);
