using CptsReferral.Support;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Split;

/// <summary>Each host is its own user of the database and of the broker, and what that user may do is enough.</summary>
[Collection(SplitShape.Split)]
public sealed class When_each_host_is_itself(SplitHost board) : Journey(board)
{
    static readonly string[] Users = ["cpts_delivery", "cpts_desk", "cpts_gateway", "cpts_routing"];

    /// <summary>What the servers say to whom they refuse something.</summary>
    static readonly string[] Refusals = ["permission denied for", "ACCESS_REFUSED"];

    [Fact]
    public async Task The_servers_know_each_of_them_by_name()
    {
        // The page of the broker is some seconds behind it.
        (await Eventually.SeesAsync(() => board.Queues.UsersAsync(Cancellation), users => users.Count >= Users.Length, Cancellation)).ShouldBe(Users);
        (await Eventually.SeesAsync(() => board.DatabaseUsersAsync(Cancellation), users => users.Count >= Users.Length, Cancellation)).ShouldBe(Users);
    }

    [Fact]
    public async Task None_of_them_is_refused_anything()
    {
        var answered = await Board.AnsweredAsync("ecg", Cancellation);
        await ReachesAsync(answered, "delivered");
        await MailsAsync(answered, 1);

        // Since they started: what other specs of this shape had them do is in it.
        board.Hosts.SelectMany(host => host.Output.Split('\n').Where(line => Refusals.Any(refusal => line.Contains(refusal, StringComparison.OrdinalIgnoreCase))).Select(line => $"{host.Name}: {line}"))
            .ShouldBeEmpty();
    }
}
