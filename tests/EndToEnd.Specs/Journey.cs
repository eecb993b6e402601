using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs;

/// <summary>A spec that people's software could have written, on whatever shape runs beneath. Whatever it does, no message may fail for good.</summary>
public abstract class Journey(DeployedSwitchboard board) : IAsyncLifetime
{
    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected DeployedSwitchboard Board => board;

    public ValueTask InitializeAsync()
    {
        Skip.When(board.Missing);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (board.Missing is null)
            (await board.Messages.DeadAsync(Cancellation)).ShouldBeEmpty();
    }

    /// <summary>Makes a move that must be allowed.</summary>
    protected static async Task<Reply> DoneAsync(Persona who, string move, Guid referral, JsonObject? body = null)
    {
        var reply = await who.DoesAsync(move, referral, body ?? [], Cancellation);
        reply.Status.ShouldBe(HttpStatusCode.OK, $"{move}: {reply}");
        return reply;
    }

    protected async Task<Reply> AnsweredAsync(Persona expert, string lane, Guid referral, string text = "Réponse inventée.") =>
        await DoneAsync(expert, "answer", referral, Requests.AnswerFor(await board.LaneAsync(lane, Cancellation), text));

    protected Task ReachesAsync(Guid referral, string status, Persona? requester = null) => board.ReachesAsync(referral, status, Cancellation, requester);

    /// <summary>Waits for so many mails, then sees that there are no more.</summary>
    protected async Task<IReadOnlyList<Mail>> MailsAsync(Guid referral, int count)
    {
        await Eventually.SeesAsync(() => board.MailsAbout(referral).Count, mails => mails >= count, Cancellation, Patience);
        var mails = board.MailsAbout(referral);
        mails.Count.ShouldBe(count);
        return mails;
    }

    protected static IEnumerable<string?> Kinds(Reply referral) => referral.Json.GetProperty("timeline").EnumerateArray().Select(move => move.GetProperty("kind").GetString());

    protected static async Task<IReadOnlyList<Guid>> WorklistAsync(Persona expert, string lane)
    {
        var ids = new List<Guid>();
        var cursor = "";
        do
        {
            var page = (await expert.GetsAsync($"/api/worklists/{lane}?limit=3{cursor}", Cancellation)).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        return ids;
    }
}
