using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Lanes;

/// <summary>On a switchboard of its own: the lanes that it adds stay.</summary>
public sealed class A_lane_document(TheSwitchboard switchboard) : IClassFixture<TheSwitchboard>
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Can_be_put_back_as_it_was_read_and_is_the_next_version()
    {
        await NewLaneAsync("podology");
        var read = await host.Coordinator.GetsAsync("/api/lanes/podology", Cancellation);
        read.ETag.ShouldBe("\"1\"");

        var put = await host.Coordinator.PutsAsync("/api/lanes/podology", read.Text, Cancellation, ("If-Match", read.ETag!));

        put.Status.ShouldBe(HttpStatusCode.OK, put.ToString());
        put.ETag.ShouldBe("\"2\"");
        var again = (await host.Coordinator.GetsAsync("/api/lanes/podology", Cancellation)).Text;
        JsonNode.DeepEquals(WithoutVersion(again), WithoutVersion(read.Text)).ShouldBeTrue();
        JsonElement.Parse(again).GetProperty("version").GetInt32().ShouldBe(2);
        (await host.Coordinator.PutsAsync("/api/lanes/podology", read.Text, Cancellation, ("If-Match", read.ETag!))).ShouldBeProblem(412, "precondition.stale");
    }

    [Fact]
    public async Task Is_kept_by_the_requests_that_were_posted_under_it()
    {
        var document = await NewLaneAsync("orthoptics");
        var before = (await host.Gp.SubmitsAsync(Requests.For(JsonElement.Parse(document.ToJsonString())), Cancellation)).Id;
        document["title"]!["fr"] = "Orthoptie, deuxième version";
        document["clock"]!["stages"]![0]!["duration"] = "PT200H";
        await host.Coordinator.PutsAsync("/api/lanes/orthoptics", document.ToJsonString(), Cancellation);

        var after = (await host.Gp.SubmitsAsync(Requests.For(JsonElement.Parse(document.ToJsonString())), Cancellation)).Id;

        (await host.Gp.ReadsAsync(before, Cancellation)).Json.GetProperty("laneVersion").GetInt32().ShouldBe(1);
        (await host.Gp.ReadsAsync(after, Cancellation)).Json.GetProperty("laneVersion").GetInt32().ShouldBe(2);
        var first = (await host.Gp.GetsAsync("/api/lanes/orthoptics?version=1", Cancellation)).Json;
        first.GetProperty("version").GetInt32().ShouldBe(1);
        first.GetProperty("title").GetProperty("fr").GetString().ShouldNotBe("Orthoptie, deuxième version");
        (await host.Gp.GetsAsync("/api/lanes/orthoptics?version=2", Cancellation)).Json.GetProperty("title").GetProperty("fr").GetString()
            .ShouldBe("Orthoptie, deuxième version");
    }

    [Fact]
    public async Task Says_for_which_reasons_the_requests_posted_under_it_are_declined()
    {
        var document = await NewLaneAsync("dietetics");
        var before = (await host.Gp.SubmitsAsync(Requests.For(JsonElement.Parse(document.ToJsonString())), Cancellation)).Id;
        document["declineReasons"] = new JsonArray(new JsonObject { ["code"] = "no-dietitian", ["title"] = new JsonObject { ["fr"] = "Pas de diététicien", ["en"] = "No dietitian" } });
        (await host.Coordinator.PutsAsync("/api/lanes/dietetics", document.ToJsonString(), Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        var after = (await host.Gp.SubmitsAsync(Requests.For(JsonElement.Parse(document.ToJsonString())), Cancellation)).Id;
        await host.ReachesAsync(before, "queued", Cancellation);
        await host.ReachesAsync(after, "queued", Cancellation);

        var unknownThen = await DeclinesAsync(before, "no-dietitian");
        unknownThen.ShouldBeProblem(422, "validation.failed");
        unknownThen.Faults().ShouldBe(["reason not-allowed"]);
        (await DeclinesAsync(after, "outside-scope")).Faults().ShouldBe(["reason not-allowed"]);
        (await DeclinesAsync(before, "outside-scope")).Status.ShouldBe(HttpStatusCode.OK);
        (await DeclinesAsync(after, "no-dietitian")).Status.ShouldBe(HttpStatusCode.OK);

        Task<Reply> DeclinesAsync(Guid id, string reason) =>
            host.Cardiologist.DoesAsync("decline", id, new JsonObject { ["reason"] = reason, ["text"] = "Ce qui reste à dire." }, Cancellation);
    }

    [Fact]
    public async Task Of_two_coordinators_who_save_at_once_one_is_told_to_read_again()
    {
        var document = await NewLaneAsync("speech-therapy");

        var replies = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => host.Coordinator.PutsAsync("/api/lanes/speech-therapy", document.ToJsonString(), Cancellation, ("If-Match", "\"1\""))));

        replies.Count(reply => reply.Status == HttpStatusCode.OK).ShouldBe(1);
        replies.Count(reply => reply.Status == HttpStatusCode.PreconditionFailed).ShouldBe(3);
    }

    [Fact]
    public async Task Is_readable_by_everyone_in_a_list_of_the_current_versions()
    {
        var list = (await host.Nurse.GetsAsync("/api/lanes", Cancellation)).Json;

        list.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        list.GetProperty("items").EnumerateArray().Select(lane => lane.GetProperty("code").GetString())
            .ToList().ShouldSatisfyAllConditions(codes => ((string[])["cardiology", "dermatology", "ecg", "imaging", "oncology"]).ShouldBeSubsetOf(codes!));
    }

    /// <summary>The cardiology lane, which wants no attachment, under another code.</summary>
    async Task<JsonObject> NewLaneAsync(string code)
    {
        var document = JsonNode.Parse((await host.LaneAsync("cardiology", Cancellation)).GetRawText())!.AsObject();
        document["code"] = code;
        document["version"] = 0;
        var reply = await host.Coordinator.PutsAsync($"/api/lanes/{code}", document.ToJsonString(), Cancellation);
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
        reply.Location.ShouldBe($"/api/lanes/{code}");
        reply.ETag.ShouldBe("\"1\"");
        return document;
    }

    static JsonObject WithoutVersion(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document.Remove("version");
        return document;
    }
}

