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
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var answer = Requests.AnswerFor(await Board.LaneAsync("cardiology", Cancellation));

        var answered = await Board.Cardiologist.PostsAsync($"/api/referrals/{id}/answer", answer.ToJsonString(), Cancellation, ("traceparent", Parent(trace)));

        answered.Status.ShouldBe(HttpStatusCode.OK, answered.ToString());
        await MailsAsync(id, 1);
        var spans = await SeesAsync(trace, "gateway", "routing", "delivery");
        var mail = spans.First(span => span.Name == "send mail");
        // Every span of the way has its parent in the trace: the way is unbroken up to the caller.
        for (var step = mail; ;)
        {
            if (step.ParentSpanId == ParentSpan)
                return;
            step = spans.FirstOrDefault(span => span.SpanId == step.ParentSpanId).ShouldNotBeNull($"'{step.Name}' hangs in the air");
        }
    }

    const string ParentSpan = "00f067aa0ba902b7";

    static string Parent(string trace) => $"00-{trace}-{ParentSpan}-01";

    async Task<IReadOnlyList<Span>> SeesAsync(string trace, params string[] rooms)
    {
        string[] services = Board.Gateways[0].Room == "Standalone" ? ["standalone"] : rooms;
        await Eventually.SeesAsync(
            () => Board.Telemetry.Spans.Where(span => span.TraceId == trace).Select(span => span.Service).Distinct().Order().ToList(),
            seen => services.All(seen.Contains),
            Cancellation,
            Patience);
        // The last batch may still be on its way.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        return [.. Board.Telemetry.Spans.Where(span => span.TraceId == trace)];
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class One_trace_on_standalone(StandaloneProcess board) : One_trace(board);

[Collection(SplitShape.Split)]
public sealed class One_trace_on_split(SplitHost board) : One_trace(board);
