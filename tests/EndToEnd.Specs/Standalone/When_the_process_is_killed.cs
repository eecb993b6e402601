using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Standalone;

/// <summary>kill -9 between any two steps: what was acknowledged stays, what was under way goes on, nobody is told twice.</summary>
[Collection(StandaloneShape.Standalone)]
public sealed class When_the_process_is_killed(StandaloneProcess board) : Journey(board)
{
    // The process is down for as long as three starts take, and a start takes long while the other shape starts its eight beside it.
    static readonly TimeSpan ThreeStarts = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_request_goes_on_from_wherever_it_was()
    {
        var posted = await Board.Gp.SubmitsAsync(await Board.RequestAsync("dermatology", Board.Gp, Cancellation), Cancellation);
        posted.Status.ShouldBe(HttpStatusCode.Created);
        var id = posted.Id;
        await KillAsync();
        await ReachesAsync(id, "queued");
        await KillAsync();
        await DoneAsync(Board.Dermatologist, "claim", id);
        await KillAsync();
        await DoneAsync(Board.Dermatologist, "information-request", id, new JsonObject { ["question"] = "Où exactement ?" });
        await KillAsync();
        await MailsAsync(id, 1);
        await DoneAsync(Board.Gp, "information", id, new JsonObject { ["text"] = "Sur l'épaule." });
        await KillAsync();
        await AnsweredAsync(Board.Dermatologist, "dermatology", id);
        await KillAsync();
        await ReachesAsync(id, "delivered");
        await KillAsync();
        await DoneAsync(Board.Gp, "open", id);
        await KillAsync();
        await DoneAsync(Board.Gp, "close", id, new JsonObject { ["impact"] = "consultation-avoided" });
        await KillAsync();

        var closed = await Board.Gp.ReadsAsync(id, Cancellation);
        closed.ReferralStatus.ShouldBe("closed");
        Kinds(closed).ShouldBe([
            "submitted", "queued", "claimed", "information-requested", "information-provided", "answered", "delivered", "opened", "closed"]);
        await MailsAsync(id, 2);
    }

    [Fact]
    public async Task A_crowd_of_requests_goes_on_from_wherever_each_was()
    {
        var lane = await Board.LaneAsync("oncology", Cancellation);
        var keys = Enumerable.Range(0, 8).Select(n => (Key: Guid.CreateVersion7().ToString("N"), Request: Requests.For(lane))).ToList();
        var ids = await Task.WhenAll(keys.Select(async pair => (await StubbornAsync(() => Board.Gp.SubmitsAsync(pair.Request, Cancellation, pair.Key))).Id));
        var walks = Task.WhenAll(ids.Select(id => WalkAsync(id, lane)));
        for (var kill = 0; kill < 3; kill++)
            await KillAsync();
        await walks;

        foreach (var id in ids)
        {
            await ReachesAsync(id, "delivered");
            await MailsAsync(id, 1);
        }
    }

    async Task WalkAsync(Guid id, System.Text.Json.JsonElement lane)
    {
        await StubbornAsync(async () => await Board.Gp.ReadsAsync(id, Cancellation), reply => reply.ReferralStatus != "submitted");
        await StubbornAsync(() => Board.Oncologist.DoesAsync("claim", id, Cancellation), reply => reply.Status != HttpStatusCode.ServiceUnavailable);
        await StubbornAsync(() => Board.Oncologist.DoesAsync("answer", id, Requests.AnswerFor(lane), Cancellation), reply => reply.Status != HttpStatusCode.ServiceUnavailable);
    }

    // What software does on a bad line: the same again.
    static async Task<Reply> StubbornAsync(Func<Task<Reply>> call, Func<Reply, bool>? enough = null) => (await Eventually.SeesAsync(
        async () =>
        {
            try
            {
                return await call();
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Nobody listens just now, or the answer was cut off.
                return null;
            }
        },
        reply => reply is not null && (enough?.Invoke(reply) ?? reply.Status == HttpStatusCode.Created),
        Cancellation,
        ThreeStarts))!;

    async Task KillAsync()
    {
        var host = board.Host;
        await host.KillAsync();
        await host.StartAsync();
    }
}
