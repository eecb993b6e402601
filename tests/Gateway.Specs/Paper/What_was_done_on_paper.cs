using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Paper;

/// <summary>The switchboard was out of reach from Tuesday morning on; people worked on paper, and enter it afterwards with its true times.</summary>
public sealed class What_was_done_on_paper : IAsyncLifetime
{
    static readonly DateTimeOffset Outage = new(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(2));

    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync(Outage);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task A_request_has_its_deadline_from_when_it_was_written()
    {
        await PassesAsync(5);

        var posted = await PostsAsync("ecg", Outage.AddHours(2));

        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        posted.Json.GetProperty("submittedAt").GetDateTimeOffset().ShouldBe(Outage.AddHours(2));
        posted.Json.GetProperty("clock").GetProperty("due").GetDateTimeOffset().ShouldBe(Outage.AddHours(26));
        var recorded = posted.Json.GetProperty("timeline")[0];
        recorded.GetProperty("at").GetDateTimeOffset().ShouldBe(Outage.AddHours(2));
        recorded.GetProperty("enteredAt").GetDateTimeOffset().ShouldBe(Host.Now, TimeSpan.FromMinutes(2));
        await Host.ReachesAsync(posted.Id, "queued", Cancellation);
    }

    [Fact]
    public async Task An_answer_in_time_takes_the_breach_back()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        await PassesAsync(25);
        (await BreachOfAsync(id)).GetProperty("keptOnPaperAt").ValueKind.ShouldBe(JsonValueKind.Null);

        var answered = await AnswersAsync(id, Outage.AddHours(20));
        await Host.SettlesAsync(Cancellation);

        answered.Status.ShouldBe(HttpStatusCode.OK, answered.ToString());
        var answer = answered.Json.GetProperty("answer");
        answer.GetProperty("at").GetDateTimeOffset().ShouldBe(Outage.AddHours(20));
        answer.GetProperty("enteredAt").GetDateTimeOffset().ShouldBe(Host.Now, TimeSpan.FromMinutes(2));
        answered.Json.GetProperty("clock").GetProperty("breached").GetBoolean().ShouldBeFalse();
        (await BreachOfAsync(id)).GetProperty("keptOnPaperAt").GetDateTimeOffset().ShouldBe(Host.Now, TimeSpan.FromMinutes(10));
        var day = (await Host.Coordinator.GetsAsync("/api/board", Cancellation)).Json.GetProperty("items").EnumerateArray()
            .Single(row => row.GetProperty("lane").GetString() == "ecg").GetProperty("lastDay");
        day.GetProperty("inTime").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_too_late_stays_too_late()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        await PassesAsync(27);

        var answered = await AnswersAsync(id, Outage.AddHours(25));
        await Host.SettlesAsync(Cancellation);

        answered.Json.GetProperty("clock").GetProperty("breached").GetBoolean().ShouldBeTrue();
        (await BreachOfAsync(id)).GetProperty("keptOnPaperAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_answer_needs_no_claim_here_and_comes_home_as_any_other()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        await PassesAsync(3);

        await AnswersAsync(id, Outage.AddHours(1));

        await Host.ReachesAsync(id, "delivered", Cancellation);
        var timeline = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("timeline").EnumerateArray().ToList();
        timeline.Select(move => move.GetProperty("kind").GetString()).ShouldBe(["submitted", "queued", "claimed", "answered", "delivered"]);
        timeline.Where(move => move.GetProperty("enteredAt").ValueKind == JsonValueKind.String).Select(move => move.GetProperty("kind").GetString()).ShouldBe(["claimed", "answered"]);
    }

    [Fact]
    public async Task An_answer_of_days_ago_is_not_called_unopened_at_once()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);
        await PassesAsync(24 * 6);

        await AnswersAsync(id, Outage.AddHours(1));
        await PassesAsync(1);

        (await Host.Coordinator.GetsAsync("/api/call-list", Cancellation)).Json.GetProperty("items").EnumerateArray()
            .ShouldNotContain(entry => entry.GetProperty("referralId").GetGuid() == id);
    }

    [Fact]
    public async Task Whoever_holds_it_alone_enters_its_answer()
    {
        var id = await Host.ClaimedAsync("ecg", Cancellation);

        var refused = await Host.Cardiologist2.DoesAsync("answer", id, await AnswerAsync(Host.Now), Cancellation);

        refused.ShouldBeProblem(409, "referral.held-by-another");
    }

    [Theory]
    [InlineData(1, "in-the-future")]
    [InlineData(-24 * 32, "too-old")]
    public async Task A_request_of_an_impossible_time_is_refused_by_its_field(int hoursFromNow, string fault) =>
        ShouldBeFaulty(await PostsAsync("ecg", Host.Now.AddHours(hoursFromNow)), fault);

    [Fact]
    public async Task An_answer_from_before_its_request_is_refused_by_its_field()
    {
        var id = await Host.QueuedAsync("ecg", Cancellation);

        ShouldBeFaulty(await AnswersAsync(id, Outage.AddHours(-1)), "too-early");

        (await Host.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("queued");
    }

    static void ShouldBeFaulty(Reply reply, string fault)
    {
        reply.ShouldBeProblem(422, "validation.failed");
        var error = reply.Json.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.GetProperty("field").GetString().ShouldBe("paper.writtenAt");
        error.GetProperty("code").GetString().ShouldBe(fault);
    }

    Task PassesAsync(double hours) => Host.PassesAsync(TimeSpan.FromHours(hours), Cancellation);

    async Task<Reply> PostsAsync(string lane, DateTimeOffset writtenAt)
    {
        var request = await Host.RequestAsync(lane, Host.Gp, Cancellation);
        request["paper"] = Paper(writtenAt);
        return await Host.Gp.SubmitsAsync(request, Cancellation);
    }

    async Task<Reply> AnswersAsync(Guid id, DateTimeOffset writtenAt) => await Host.Cardiologist.DoesAsync("answer", id, await AnswerAsync(writtenAt), Cancellation);

    async Task<JsonObject> AnswerAsync(DateTimeOffset writtenAt)
    {
        var answer = Requests.AnswerFor(await Host.LaneAsync("ecg", Cancellation));
        answer["paper"] = Paper(writtenAt);
        return answer;
    }

    static JsonObject Paper(DateTimeOffset writtenAt) => new() { ["writtenAt"] = writtenAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture) };

    async Task<JsonElement> BreachOfAsync(Guid id) => (await Host.Coordinator.GetsAsync("/api/breaches?lane=ecg", Cancellation)).Json.GetProperty("items").EnumerateArray()
        .Single(breach => breach.GetProperty("referralId").GetGuid() == id && breach.GetProperty("stage").GetString() == "completion");
}
