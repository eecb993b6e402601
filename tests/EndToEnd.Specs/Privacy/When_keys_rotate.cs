using System.Net;
using System.Text.RegularExpressions;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>An administrator changes the key of everything while people work on every gateway.</summary>
public abstract class When_keys_rotate(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task Hosts_take_the_new_key_up_and_nothing_is_lost()
    {
        var before = await Board.QueuedAsync("cardiology", Cancellation);
        var rotation = Board.AdministersAsync("--rotate-keys");
        var meanwhile = new List<Guid>();
        while (!rotation.IsCompleted)
        {
            var id = await Board.QueuedAsync("cardiology", Cancellation);
            await DoneAsync(Board.Cardiologist, "claim", id);
            await AnsweredAsync(Board.Cardiologist, "cardiology", id, "Avis inventé.");
            meanwhile.Add(id);
        }

        var made = Regex.Match(await rotation, "New key (?<key>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["key"].Value;
        made.ShouldNotBeEmpty();
        meanwhile.ShouldNotBeEmpty();
        var keys = (await Board.AdministersAsync("--keys")).Split('\n').Where(line => line.Contains(" rows ", StringComparison.Ordinal)).ToList();
        keys[0].ShouldStartWith(made);
        keys[0].ShouldContain("seals what is written now");
        keys.Skip(1).ShouldNotBeEmpty();
        keys.Skip(1).ShouldAllBe(line => line.Contains(" 0 rows  unused", StringComparison.Ordinal));

        foreach (var gateway in Board.Gateways)
        {
            using var gp = new Persona(gateway.Address, "demo-gp");
            foreach (var id in (Guid[])[before, .. meanwhile])
                (await gp.ReadsAsync(id, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class When_keys_rotate_on_standalone(StandaloneProcess board) : When_keys_rotate(board);

[Collection(SplitShape.Split)]
public sealed class When_keys_rotate_on_split(SplitHost board) : When_keys_rotate(board);
