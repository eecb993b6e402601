using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

public sealed class When_keys_rotate
{
    const int Rotations = 3;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_go_on_working_and_nothing_is_lost()
    {
        await using var host = await StandaloneHost.StartAsync();
        using var enough = new CancellationTokenSource();
        var work = Enumerable.Range(0, 3).Select(worker => WorkAsync(host, worker, enough.Token)).ToList();

        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            host.MakesKey();
            (await host.SealsAgainAsync(Cancellation)).Failed.ShouldBe(0);
        }

        await enough.CancelAsync();
        var stories = (await Task.WhenAll(work)).SelectMany(done => done).ToList();
        stories.Count.ShouldBeGreaterThanOrEqualTo(3);
        // What was sealed with an older key while the last round was under way.
        await host.SealsAgainAsync(Cancellation);
        var keys = await host.KeysAsync(Cancellation);
        keys.Count.ShouldBe(Rotations + 1);
        keys.Where(key => key.State != ContentKeyState.Newest).ShouldAllBe(key => key.State == ContentKeyState.Unused && key.Rows == 0);
        (await host.RemovesUnusedKeysAsync(Cancellation)).Count.ShouldBe(Rotations);

        foreach (var story in stories)
            await story.IsWholeAsync(host);
    }

    [Fact]
    public async Task Who_is_interrupted_goes_on_from_there()
    {
        await using var host = await StandaloneHost.StartAsync();
        for (var i = 0; i < 3; i++)
            await host.SubmittedAsync("dermatology", Cancellation);
        var first = (await host.KeysAsync(Cancellation)).ShouldHaveSingleItem();
        host.MakesKey();

        using (var interrupted = new CancellationTokenSource())
        {
            await interrupted.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => host.SealsAgainAsync(interrupted.Token));
        }

        (await host.KeysAsync(Cancellation)).Single(key => key.Id == first.Id).Rows.ShouldBe(first.Rows);
        (await host.SealsAgainAsync(Cancellation)).Rows.ShouldBe(first.Rows);
        (await host.SealsAgainAsync(Cancellation)).Rows.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_something_needs_is_never_removed()
    {
        await using var host = await StandaloneHost.StartAsync();
        await host.SubmittedAsync("cardiology", Cancellation);
        host.MakesKey();

        (await host.RemovesUnusedKeysAsync(Cancellation)).ShouldBeEmpty();

        (await host.KeysAsync(Cancellation)).Select(key => key.State).ShouldBe([ContentKeyState.Newest, ContentKeyState.Used]);
    }

    // Stories from the request to the answer, as many as there is time for.
    static async Task<IReadOnlyList<Story>> WorkAsync(StandaloneHost host, int worker, CancellationToken enough)
    {
        var stories = new List<Story>();
        do
        {
            stories.Add(await Story.LivesAsync(host, $"{worker}-{stories.Count}"));
        }
        while (!enough.IsCancellationRequested);
        return stories;
    }

    sealed record Story(Guid Id, Guid File, string Question, string Reply, string Answer)
    {
        public static async Task<Story> LivesAsync(StandaloneHost host, string name)
        {
            var file = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", $"{name}.pdf", Cancellation)).Id;
            var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
            request["question"] = $"Question {name} ?";
            request["attachments"] = new JsonArray(file.ToString());
            var posted = await host.Gp.SubmitsAsync(request, Cancellation);
            posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
            var story = new Story(posted.Id, file, $"Question {name} ?", $"Réponse {name}.", $"Avis {name}.");
            await host.ReachesAsync(story.Id, "queued", Cancellation);
            await DoneAsync(host.Cardiologist, "claim", story, []);
            await DoneAsync(host.Cardiologist, "information-request", story, new() { ["question"] = "Depuis quand ?" });
            await DoneAsync(host.Gp, "information", story, new() { ["text"] = story.Reply });
            await DoneAsync(host.Cardiologist, "answer", story, Requests.AnswerFor(await host.LaneAsync("cardiology", Cancellation), story.Answer));
            await story.IsWholeAsync(host);
            return story;
        }

        public async Task IsWholeAsync(StandaloneHost host)
        {
            var read = (await host.Gp.ReadsAsync(Id, Cancellation)).Json;
            read.GetProperty("question").GetString().ShouldBe(Question);
            read.GetProperty("answer").GetProperty("text").GetString().ShouldBe(Answer);
            read.GetProperty("timeline").EnumerateArray().Select(move => move.GetProperty("text").GetString()).ShouldContain(Reply);
            read.GetProperty("attachments")[0].GetProperty("id").GetGuid().ShouldBe(File);
            (await host.Gp.GetsAsync($"/api/attachments/{File}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        }

        static async Task DoneAsync(Persona who, string move, Story story, JsonObject body)
        {
            var reply = await who.DoesAsync(move, story.Id, body, Cancellation);
            reply.Status.ShouldBe(HttpStatusCode.OK, $"{move}: {reply}");
        }
    }
}
