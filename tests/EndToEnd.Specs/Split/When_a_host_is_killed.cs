using CptsReferral.Support.Api;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Split;

/// <summary>kill -9, in the middle of what it does.</summary>
[Collection(SplitShape.Split)]
public sealed class When_a_host_is_killed(SplitHost board) : Journey(board)
{
    [Theory]
    [InlineData("Routing")]
    [InlineData("Desk")]
    [InlineData("Delivery")]
    [InlineData("Gateway")]
    public async Task What_it_was_at_is_done_when_it_is_back(string room)
    {
        var hosts = board.Hosts.Where(host => host.Room == room).ToList();
        var held = await Board.ClaimedAsync("cardiology", Cancellation);
        await AnsweredAsync(Board.Cardiologist, "cardiology", held);
        var submitted = await Board.SubmittedAsync("oncology", Cancellation);

        await SplitHost.KillAndRestartAsync(hosts);

        await ReachesAsync(submitted, "queued");
        await ReachesAsync(held, "delivered");
        await MailsAsync(held, 1);
        await DoneAsync(Board.Oncologist, "claim", submitted);
        await AnsweredAsync(Board.Oncologist, "oncology", submitted);
        await ReachesAsync(submitted, "delivered");
        await MailsAsync(submitted, 1);
    }

    [Fact]
    public async Task Its_twin_goes_on_alone()
    {
        var firsts = new[] { board.Routings[0], board.Desks[0], board.Deliveries[0], board.Gateways[1] };
        await Task.WhenAll(firsts.Select(host => host.KillAsync()));

        var id = await Board.AnsweredAsync("dermatology", Cancellation);
        await ReachesAsync(id, "delivered");

        await MailsAsync(id, 1);
        foreach (var host in firsts)
            host.Begin();
        foreach (var host in firsts)
            await host.ReadyAsync();
    }
}
