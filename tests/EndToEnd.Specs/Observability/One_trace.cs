using System.Diagnostics;
using System.Net;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>From the click to the mail: the caller's trace goes on through every room, whichever process it is in.</summary>
public abstract class One_trace(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task Runs_from_the_post_to_the_desk()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var request = await Board.RequestAsync("cardiology", Board.Gp, Cancellation);

        var posted = await Board.Gp.PostsAsync(
            "/api/referrals", request.ToJsonString(), Cancellation, ("Idempotency-Key", trace), ("traceparent", Parent(trace)));

        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        await ReachesAsync(posted.Id, "queued");
        await SeesAsync(trace, "gateway", "routing", "desk");
    }

    [Fact]
    public async Task Runs_from_the_answer_to_the_mail()
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation);
        // A fact that overtakes an earlier one is handled together with it, in its trace: here, one at a time.
        await Eventually.ShouldBeAsync(() => Board.Messages.UnfinishedAsync(Cancellation), 0, Cancellation, Patience);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var answer = Requests.AnswerFor(await Board.LaneAsync("cardiology", Cancellation));

        var answered = await Board.Cardiologist.PostsAsync($"/api/referrals/{id}/answer", answer.ToJsonString(), Cancellation, ("traceparent", Parent(trace)));

        answered.Status.ShouldBe(HttpStatusCode.OK, answered.ToString());
        await MailsAsync(id, 1);
        await SeesAsync(trace, "gateway", "routing", "delivery");
        // Every span of the way has its parent in the trace: the way from the mail is unbroken up to the caller.
        await Eventually.ShouldBeAsync(() => EndOfTheWay(trace), "the caller", Cancellation, Patience);
    }

    string EndOfTheWay(string trace)
    {
        var spans = Board.Telemetry.Of(trace).ToList();
        var step = spans.Find(span => span.Name == "send mail");
        while (step is not null && step.ParentSpanId != ParentSpan)
        {
            if (spans.Find(span => span.SpanId == step.ParentSpanId) is not { } parent)
                return $"'{step.Name}' of {step.Service} hangs in the air";
            step = parent;
        }

        return step is null ? "no mail" : "the caller";
    }

    const string ParentSpan = "00f067aa0ba902b7";

    static string Parent(string trace) => $"00-{trace}-{ParentSpan}-01";

    async Task SeesAsync(string trace, params string[] rooms)
    {
        string[] services = Board.Gateways[0].Room == "Standalone" ? ["standalone"] : rooms;
        await Eventually.SeesAsync(
            () => Board.Telemetry.Of(trace).Select(span => span.Service).Distinct().Order().Aggregate("", (all, one) => $"{all} {one}"),
            seen => services.All(seen.Contains),
            Cancellation,
            Patience);
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class One_trace_on_standalone(StandaloneProcess board) : One_trace(board);

[Collection(SplitShape.Split)]
public sealed class One_trace_on_split(SplitHost board) : One_trace(board);
