using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed partial class When_a_request_is_posted(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dermatology")]
    [InlineData("cardiology")]
    [InlineData("ecg")]
    [InlineData("imaging")]
    [InlineData("oncology")]
    public async Task The_reply_says_where_it_is_and_which_version(string lane)
    {
        var request = await host.RequestAsync(lane, host.Gp, Cancellation);
        // A coordinator may have changed the lane by now: the request takes the version that is in force.
        var inForce = (await host.LaneAsync(lane, Cancellation)).GetProperty("version").GetInt32();

        var reply = await host.Gp.SubmitsAsync(request, Cancellation);

        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
        reply.Location.ShouldBe($"/api/referrals/{reply.Id}");
        reply.ETag.ShouldBe("\"1\"");
        reply.Headers["Cache-Control"].ShouldBe("no-store");
        reply.ContentType.ShouldBe("application/json");
        reply.Id.Version.ShouldBe(7);
        var view = reply.Json;
        view.GetProperty("status").GetString().ShouldBe("submitted");
        view.GetProperty("version").GetInt32().ShouldBe(1);
        view.GetProperty("lane").GetString().ShouldBe(lane);
        view.GetProperty("laneVersion").GetInt32().ShouldBe(inForce);
        view.GetProperty("priority").GetString().ShouldBe("routine");
        view.GetProperty("holder").ValueKind.ShouldBe(JsonValueKind.Null);
        view.GetProperty("answer").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement.DeepEquals(view.GetProperty("answers"), JsonElement.Parse(request["answers"]!.ToJsonString())).ShouldBeTrue();
        view.GetProperty("attachments").GetArrayLength().ShouldBe(request["attachments"]!.AsArray().Count);
        view.GetProperty("timeline").EnumerateArray().Select(move => move.GetProperty("kind").GetString()).ShouldBe(["submitted"]);
        view.GetProperty("clock").GetProperty("due").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task Reading_it_gives_the_same_and_every_instant_has_an_offset()
    {
        var id = await host.QueuedAsync("ecg", Cancellation);

        var reply = await host.Gp.ReadsAsync(id, Cancellation);

        reply.ETag.ShouldBe($"\"{reply.Json.GetProperty("version").GetInt32()}\"");
        var instants = Texts(reply.Json).Where(text => StartsAsInstant().IsMatch(text)).ToList();
        instants.ShouldNotBeEmpty();
        instants.ShouldAllBe(text => Rfc3339().IsMatch(text));
        var submitted = DateTimeOffset.Parse(reply.Json.GetProperty("submittedAt").GetString()!, CultureInfo.InvariantCulture);
        (host.Now - submitted).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_same_key_again_is_the_same_referral()
    {
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        var first = await host.Gp.SubmitsAsync(request, Cancellation, "once-only");

        var again = await host.Gp.SubmitsAsync(request, Cancellation, "once-only");

        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Id.ShouldBe(first.Id);
        again.Location.ShouldBe(first.Location);
    }

    [Fact]
    public async Task The_same_key_of_somebody_else_is_another_referral()
    {
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);

        var ours = await host.Gp.SubmitsAsync(request, Cancellation, "popular-key");
        var theirs = await host.Gp2.SubmitsAsync(request, Cancellation, "popular-key");

        theirs.Status.ShouldBe(HttpStatusCode.Created);
        theirs.Id.ShouldNotBe(ours.Id);
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_one_referral()
    {
        var request = (await host.RequestAsync("ecg", host.Gp, Cancellation)).ToJsonString();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Gp.PostsAsync("/api/referrals", request, Cancellation, ("Idempotency-Key", "stutter"))));

        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.Created);
        replies.Select(reply => reply.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_two_requests_with_the_same_attachment_one_is_refused()
    {
        var request = (await host.RequestAsync("ecg", host.Gp, Cancellation)).ToJsonString();

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => host.Gp.PostsAsync("/api/referrals", request, Cancellation, ("Idempotency-Key", $"race-{n}"))));

        replies.Count(reply => reply.Status == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in replies.Where(reply => reply.Status != HttpStatusCode.Created))
        {
            refused.ShouldBeProblem(422, "validation.failed");
            refused.Faults().ShouldBe(["attachments[0] unknown-attachment"]);
        }
    }

    [Fact]
    public async Task An_identity_with_its_ins_is_kept_as_sent()
    {
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        request["patient"]!["ins"] = "260051799000154";
        request["patient"]!["insStatus"] = "QUAL";

        var reply = await host.Gp.SubmitsAsync(request, Cancellation);

        var patient = reply.Json.GetProperty("patient");
        patient.GetProperty("ins").GetString().ShouldBe("260051799000154");
        patient.GetProperty("insStatus").GetString().ShouldBe("QUAL");
    }

    static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StartsAsInstant();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rfc3339();
}
