using CptsReferral.Support;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>An administrator looks whether the record of readings was tampered with, while every gateway goes on writing and sealing it.</summary>
public abstract class When_the_readings_are_verified(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task Nothing_was_changed_whichever_gateway_sealed_it()
    {
        await Board.QueuedAsync("cardiology", Cancellation);

        var words = await Eventually.SeesAsync(
            async () =>
            {
                await Board.QueuedAsync("cardiology", Cancellation);
                return await Board.AdministersAsync("--verify-readings");
            },
            words => words.Contains("Newest seal: ", StringComparison.Ordinal),
            Cancellation,
            Patience);

        words.ShouldContain("Nothing was changed.");
        words.ShouldNotContain(", 0 seals");
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class When_the_readings_are_verified_on_standalone(StandaloneProcess board) : When_the_readings_are_verified(board);

[Collection(SplitShape.Split)]
public sealed class When_the_readings_are_verified_on_split(SplitHost board) : When_the_readings_are_verified(board);
