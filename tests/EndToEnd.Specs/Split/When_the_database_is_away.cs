using System.Net;
using CptsReferral.Support;
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
        await board.DatabaseServer.KillAsync();

        var reading = await Board.Gp.ReadsAsync(submitted, Cancellation);
        var posting = await Board.Gp.SubmitsAsync(request, Cancellation, key);
        await board.DatabaseServer.StartAgainAsync();

        foreach (var reply in new[] { reading, posting })
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
}
