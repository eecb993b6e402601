using System.Text.Json.Nodes;
using CptsReferral.Drills.History;
using CptsReferral.Support.Api;

namespace CptsReferral.Drills.Load;

/// <summary>Plays one story: its people act, and do the same again when they do not hear what came of it.</summary>
sealed class StoryTeller(Story story, Cast cast, RecordedCalls calls, string seal)
{
    static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(400);

    readonly Member requester = cast.Requesters[story.Requester];
    int turn = story.Turn;
    int said;

    public async Task TellAsync(CancellationToken cancellation)
    {
        if (await SubmitAsync(cancellation) is not { } id)
            return;
        if (story.Plot == Plot.Cancelled && story.Stage == 0)
        {
            await CancelAsync(id, cancellation);
            return;
        }

        await ReachesDeskAsync(id, cancellation);
        if (story.Plot == Plot.LeftOnWorklist)
            return;
        if (story.Plot == Plot.Cancelled && story.Stage == 1)
        {
            await CancelAsync(id, cancellation);
            return;
        }

        if (await ClaimAsync(id, story.Lane, cancellation) is { } expert)
            await GoesOnAsync(id, expert, cancellation);
    }

    async Task GoesOnAsync(Guid id, Member expert, CancellationToken cancellation)
    {
        switch (story.Plot)
        {
            case Plot.LeftInHand:
                return;
            case Plot.Cancelled:
                await CancelAsync(id, cancellation);
                return;
            case Plot.Declined:
                await MoveAsync("decline", id, expert, cancellation, text => new JsonObject { ["reason"] = "outside-scope", ["text"] = text });
                await OpenAsync(id, cancellation);
                return;
            case Plot.Redirected:
                await RedirectAsync(id, expert, cancellation);
                return;
            case Plot.Asked:
                await MoveAsync("information-request", id, expert, cancellation, text => new JsonObject { ["question"] = text });
                await MoveAsync("information", id, requester, cancellation, text => new JsonObject { ["text"] = text });
                break;
            case Plot.Released:
                await MoveAsync("release", id, expert, cancellation, text => new JsonObject { ["reason"] = text });
                expert = Experts(story.Lane).Other;
                if (!await MoveAsync("claim", id, expert, cancellation))
                    return;
                break;
        }

        await AnswerAsync("answer", id, story.Lane, expert, cancellation);
        if (story.Plot == Plot.Amended)
            await AnswerAsync("amendment", id, story.Lane, expert, cancellation);
        await OpenAsync(id, cancellation);
        if (story.Plot == Plot.Answered)
            await MoveAsync("close", id, requester, cancellation, text => new JsonObject { ["impact"] = "consultation-avoided", ["comment"] = text });
    }

    async Task<Guid?> SubmitAsync(CancellationToken cancellation)
    {
        var lane = cast.Lane(story.Lane);
        var files = new List<Guid>();
        var wanted = lane.GetProperty("attachments");
        var (content, type, name) = Files.OfKind(wanted.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()!));
        while (files.Count < wanted.GetProperty("min").GetInt32())
        {
            var (operation, reply) = await calls.CallAsync(
                "upload", "POST", "/api/attachments", null, requester, turn, null, door => door.UploadsAsync(content, type, name, cancellation));
            if (reply is not null)
                files.Add(reply.Id);
            else if (!await AgainAsync(operation, cancellation))
                return null;
        }

        var key = $"{seal}-{story.Number}";
        var request = Requests.For(lane, files);
        request["question"] = $"Question inventée {key}.";
        while (true)
        {
            var (operation, reply) = await calls.SubmitAsync(requester, turn, key, door => door.SubmitsAsync(request, cancellation, key));
            if (reply is not null)
                return reply.Id;
            if (!await AgainAsync(operation, cancellation))
                return null;
        }
    }

    /// <summary>The requester looks until the desk has it.</summary>
    async Task ReachesDeskAsync(Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            var (operation, reply) = await calls.ReadAsync(id, requester, turn, cancellation);
            if (reply is { ReferralStatus: not "submitted" } || operation.Outcome is Outcome.Refused)
                return;
            await WaitAsync(BeforeAgain, cancellation);
            turn++;
        }
    }

    async Task<Member?> ClaimAsync(Guid id, string lane, CancellationToken cancellation)
    {
        var (first, other) = Experts(lane);
        if (story.Plot != Plot.Contested)
            return await MoveAsync("claim", id, first, cancellation) ? first : null;

        await WaitAsync(story.Pace, cancellation);
        var both = await Task.WhenAll(((Member[])[first, other]).Select(async (expert, n) =>
            await calls.MoveAsync("claim", id, expert, turn + n, null, door => door.DoesAsync("claim", id, cancellation))));
        if (both.FirstOrDefault(claim => claim.Reply is not null) is { Reply: not null } won)
            return cast.Of(won.Operation.Person);
        // Neither knows: whoever is there now goes on, if the referral lets them.
        await MoveAsync("claim", id, first, cancellation);
        return first;
    }

    async Task RedirectAsync(Guid id, Member expert, CancellationToken cancellation)
    {
        Guid? successor = null;
        await MoveAsync("redirect", id, expert, cancellation, text => new JsonObject { ["lane"] = story.OtherLane, ["text"] = text }, reply =>
            successor = reply.Json.GetProperty("redirectedTo").GetGuid());
        if (successor is not { } next)
            return;
        await ReachesDeskAsync(next, cancellation);
        var (taker, _) = Experts(story.OtherLane);
        if (await MoveAsync("claim", next, taker, cancellation))
        {
            await AnswerAsync("answer", next, story.OtherLane, taker, cancellation);
            await OpenAsync(next, cancellation);
        }
    }

    Task<bool> AnswerAsync(string move, Guid id, string lane, Member expert, CancellationToken cancellation) =>
        MoveAsync(move, id, expert, cancellation, text => Requests.AnswerFor(cast.Lane(lane), text));

    Task<bool> CancelAsync(Guid id, CancellationToken cancellation) =>
        MoveAsync("cancel", id, requester, cancellation, text => new JsonObject { ["reason"] = text });

    Task<bool> OpenAsync(Guid id, CancellationToken cancellation) => MoveAsync("open", id, requester, cancellation);

    /// <summary>Acts, and acts again until it is known what came of it. Each time is an operation of its own, with words of its own.</summary>
    /// <returns>Whether it was acknowledged, or came through unheard before.</returns>
    async Task<bool> MoveAsync(string move, Guid id, Member who, CancellationToken cancellation, Func<string, JsonObject>? body = null, Action<Reply>? read = null)
    {
        await WaitAsync(story.Pace, cancellation);
        for (var isFirst = true; ; isFirst = false)
        {
            var token = body is null ? null : $"{seal}-{story.Number}-{++said}";
            var content = body?.Invoke($"Texte inventé {token}.") ?? [];
            var (operation, reply) = await calls.MoveAsync(move, id, who, turn, token, door => door.DoesAsync(move, id, content, cancellation));
            if (reply is not null)
            {
                read?.Invoke(reply);
                return true;
            }

            if (!await AgainAsync(operation, cancellation))
                return !isFirst && operation.Outcome == Outcome.Refused;
        }
    }

    async Task<bool> AgainAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Outcome == Outcome.Refused)
            return false;
        turn++;
        await WaitAsync(BeforeAgain, cancellation);
        return true;
    }

    (Member First, Member Other) Experts(string lane)
    {
        var two = cast.Experts(lane);
        return story.Turn == 0 ? (two[0], two[1]) : (two[1], two[0]);
    }

    static Task WaitAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, TimeProvider.System, cancellation);
}
