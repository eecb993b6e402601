using System.Net;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Split;

/// <summary>Whoever asks meanwhile is told to come again, and finds what was acknowledged.</summary>
[Collection(SplitShape.Split)]
public sealed class When_the_database_is_away(SplitHost board) : Journey(board)
{
    [Fact]
    public async Task Callers_are_told_to_come_again_and_nothing_is_lost()
    {
        var submitted = await Board.SubmittedAsync("oncology", Cancellation);
        var request = await Board.RequestAsync("oncology", Board.Gp, Cancellation);
        var key = Guid.CreateVersion7().ToString("N");

        foreach (var reply in await WithoutDatabaseAsync(() => Board.Gp.ReadsAsync(submitted, Cancellation), () => Board.Gp.SubmitsAsync(request, Cancellation, key)))
        {
            reply.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, reply.ToString());
            reply.ContentType.ShouldBe("application/problem+json");
            reply.Code.ShouldBe("service.unavailable");
            reply.Headers.Keys.ShouldContain("Retry-After");
        }

        var again = await Eventually.SeesAsync(
            () => Board.Gp.SubmitsAsync(request, Cancellation, key), reply => reply.Status == HttpStatusCode.Created, Cancellation, Patience);
        await ReachesAsync(again.Id, "queued");
        await ReachesAsync(submitted, "queued");
    }

    async Task<IReadOnlyList<Reply>> WithoutDatabaseAsync(params Func<Task<Reply>>[] asked)
    {
        await board.DatabaseServer.KillAsync();
        try
        {
            var replies = new List<Reply>();
            foreach (var ask in asked)
                replies.Add(await ask());
            return replies;
        }
        finally
        {
            // Others go on with this switchboard, whatever was found.
            await board.DatabaseServer.StartAgainAsync();
        }
    }
}
