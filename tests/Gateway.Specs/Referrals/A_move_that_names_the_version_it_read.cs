using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class A_move_that_names_the_version_it_read(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("claim")]
    [InlineData("release")]
    [InlineData("information-request")]
    [InlineData("information")]
    [InlineData("answer")]
    [InlineData("amendment")]
    [InlineData("decline")]
    [InlineData("redirect")]
    [InlineData("cancel")]
    [InlineData("open")]
    [InlineData("close")]
    public async Task Is_made_on_that_version_only(string move)
    {
        var (id, who, body) = await ReadyForAsync(move);
        await host.SettlesAsync(Cancellation);
        var version = (await host.Gp.ReadsAsync(id, Cancellation)).ETag!;

        var stale = await who.DoesAsync(move, id, body, Cancellation, "\"1\"");
        stale.ShouldBeProblem(412, "precondition.stale");
        (await host.Gp.ReadsAsync(id, Cancellation)).ETag.ShouldBe(version, "nothing was done");

        var done = await who.DoesAsync(move, id, body, Cancellation, version);
        done.Status.ShouldBe(HttpStatusCode.OK, done.ToString());
        done.ETag.ShouldNotBe(version);
    }

    [Fact]
    public async Task Is_made_on_any_version_when_it_says_so()
    {
        var id = await host.QueuedAsync("cardiology", Cancellation);

        var reply = await host.Cardiologist.DoesAsync("claim", id, [], Cancellation, "*");

        reply.Status.ShouldBe(HttpStatusCode.OK, reply.ToString());
    }

    async Task<(Guid Id, Persona Who, JsonObject Body)> ReadyForAsync(string move)
    {
        var lane = await host.LaneAsync("cardiology", Cancellation);
        switch (move)
        {
            case "claim": return (await host.QueuedAsync("cardiology", Cancellation), host.Cardiologist, []);
            case "release": return (await host.ClaimedAsync("cardiology", Cancellation), host.Cardiologist, []);
            case "information-request": return (await host.ClaimedAsync("cardiology", Cancellation), host.Cardiologist, new JsonObject { ["question"] = "Depuis quand ?" });
            case "information":
                var asked = await host.ClaimedAsync("cardiology", Cancellation);
                await host.Cardiologist.DoesAsync("information-request", asked, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);
                return (asked, host.Gp, new JsonObject { ["text"] = "Depuis mars." });
            case "answer": return (await host.ClaimedAsync("cardiology", Cancellation), host.Cardiologist, Requests.AnswerFor(lane));
            case "amendment": return (await HomeAsync(), host.Cardiologist, Requests.AnswerFor(lane));
            case "decline": return (await host.ClaimedAsync("cardiology", Cancellation), host.Cardiologist, new JsonObject { ["reason"] = "outside-scope" });
            case "redirect": return (await host.ClaimedAsync("cardiology", Cancellation), host.Cardiologist, new JsonObject { ["lane"] = "oncology" });
            case "cancel": return (await host.QueuedAsync("cardiology", Cancellation), host.Gp, []);
            case "open": return (await HomeAsync(), host.Gp, []);
            default: return (await HomeAsync(), host.Gp, new JsonObject { ["impact"] = "none" });
        }
    }

    async Task<Guid> HomeAsync()
    {
        var id = await host.AnsweredAsync("cardiology", Cancellation);
        await host.ReachesAsync(id, "delivered", Cancellation);
        return id;
    }
}
