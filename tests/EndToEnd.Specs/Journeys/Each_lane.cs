using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Journeys;

public abstract class Each_lane(DeployedSwitchboard board) : Journey(board)
{
    [Theory]
    [InlineData("dermatology")]
    [InlineData("cardiology")]
    [InlineData("ecg")]
    [InlineData("imaging")]
    [InlineData("oncology")]
    public Task Carries_a_request_to_its_end(string lane) => GoesToTheEndAsync(lane);

    [Fact]
    public async Task May_be_added_while_everything_runs()
    {
        var code = $"holter-{Guid.CreateVersion7().ToString("N")[20..]}";
        var document = JsonNode.Parse((await Board.LaneAsync("ecg", Cancellation)).GetRawText())!.AsObject();
        document["code"] = code;
        document["title"] = new JsonObject { ["fr"] = "Holter inventé", ["en"] = "Invented Holter" };

        var saved = await Board.Coordinator.PutsAsync($"/api/lanes/{code}", document.ToJsonString(), Cancellation);

        saved.Status.ShouldBe(HttpStatusCode.Created, saved.ToString());
        await GoesToTheEndAsync(code);
    }

    async Task GoesToTheEndAsync(string lane)
    {
        var expert = Board.ExpertOf(lane);
        var posted = await Board.Gp.SubmitsAsync(await Board.RequestAsync(lane, Board.Gp, Cancellation), Cancellation);
        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        var id = posted.Id;
        posted.Location.ShouldBe($"/api/referrals/{id}");
        posted.ETag.ShouldNotBeNull();

        await ReachesAsync(id, "queued");
        (await WorklistAsync(expert, lane)).ShouldContain(id);
        (await DoneAsync(expert, "claim", id)).ReferralStatus.ShouldBe("claimed");
        (await AnsweredAsync(expert, lane, id, "Rien d'inquiétant, tout est inventé.")).ReferralStatus.ShouldBe("answered");
        await ReachesAsync(id, "delivered");
        var mail = (await MailsAsync(id, 1)).Single();
        mail.To.ShouldBe("demo-gp@example.org");
        (await DoneAsync(Board.Gp, "open", id)).ReferralStatus.ShouldBe("delivered");
        (await DoneAsync(Board.Gp, "close", id, new JsonObject { ["impact"] = "consultation-avoided" })).ReferralStatus.ShouldBe("closed");

        var closed = await Board.Gp.ReadsAsync(id, Cancellation);
        Kinds(closed).ShouldBe(["submitted", "queued", "claimed", "answered", "delivered", "opened", "closed"]);
        closed.Json.GetProperty("answer").GetProperty("text").GetString().ShouldBe("Rien d'inquiétant, tout est inventé.");
        (await WorklistAsync(expert, lane)).ShouldNotContain(id);
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class Each_lane_on_standalone(StandaloneProcess board) : Each_lane(board);

[Collection(SplitShape.Split)]
public sealed class Each_lane_on_split(SplitHost board) : Each_lane(board);
