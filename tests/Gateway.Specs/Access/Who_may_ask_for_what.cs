using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>Everything that can be asked for, by everybody who could ask: the table beside this file says who is let in.</summary>
public sealed class Who_may_ask_for_what(Stage stage) : IClassFixture<Stage>
{
    public static TheoryData<string, string> Lines => [.. Line.All.Select(line => (line.Door, line.What))];

    const string NoSuchForm = "400";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Is_said_of_every_address_and_of_no_other()
    {
        var doors = stage.Host.Doors.Select(door => $"{door.Method} {Asset.LineOf(door)}").ToHashSet(StringComparer.Ordinal);
        var lines = Line.All.Select(line => line.Door).ToHashSet(StringComparer.Ordinal);

        doors.Except(lines).Order(StringComparer.Ordinal).ShouldBeEmpty("who-may-ask-for-what.md has no line for these: somebody has to say who is let in");
        lines.Except(doors).Order(StringComparer.Ordinal).ShouldBeEmpty("who-may-ask-for-what.md has lines for what is not there");
        Asks.All.Where(ask => !Line.All.Any(line => (line.Door, line.What) == ask)).ShouldBeEmpty("what is known to be asked has no line");
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Is_answered_as_its_line_says(string door, string what)
    {
        var line = Line.Of(door, what);
        var ask = await Asks.MadeReadyAsync(line, stage);
        // First those who are refused, then those who would have the page: that the first who is let in can do it shows that nothing was done before.
        var viewers = stage.Viewers.OrderBy(viewer => line.Expected[viewer.Place] is Seen.In or NoSuchForm).ThenBy(viewer => line.Expected[viewer.Place] == Seen.In).ToList();
        var wrong = new List<string>();

        if (ask.Form is not null && await viewers[^1].IsMadeToAskAsync(ask, Cancellation) is { Status: not 400 } forged)
            wrong.Add($"{viewers[^1].Place}, made to ask by another site: {forged.Outcome}, not 400");
        var isDone = false;
        foreach (var viewer in viewers)
        {
            var seen = await viewer.AsksAsync(isDone ? await Asks.MadeReadyAsync(line, stage) : ask, Cancellation);
            isDone |= seen.Outcome == Seen.In;
            if (seen.Outcome != line.Expected[viewer.Place])
                wrong.Add($"{viewer.Place}: {seen.Outcome}, not {line.Expected[viewer.Place]}");
            if (seen.IsRefusal || !viewer.IsConcerned)
                wrong.AddRange(Stage.Planted.Where(word => seen.Text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{viewer.Place} is told “{word}”"));
        }

        wrong.ShouldBeEmpty($"{door}: {what}");
    }

    [Fact]
    public async Task Is_told_to_whom_it_concerns()
    {
        // Else nothing above could have given anything away.
        foreach (var viewer in stage.Viewers.Where(viewer => viewer.IsConcerned))
        {
            foreach (var address in (string[])["/api/referrals", "/referrals"])
            {
                var seen = await viewer.AsksAsync(Ask.Reads($"{address}/{stage.Request}"), Cancellation);
                Stage.Planted.Where(word => !seen.Text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty($"{viewer.Place} at {address}");
            }
        }
    }

    [Fact]
    public async Task Is_not_told_to_whoever_brings_the_key_of_the_other_door()
    {
        var wrong = new List<string>();
        foreach (var line in Line.All.Where(line => line.What == Asks.Reading && line.Expected[Places.Nobody] is "401" or Seen.SignIn))
        {
            var ask = await Asks.MadeReadyAsync(line, stage);
            foreach (var viewer in stage.Viewers.Where(viewer => viewer.Place is Places.Holder or Places.Coordinator))
            {
                var seen = await viewer.AsksWithTheOtherKeyAsync(ask, Cancellation);
                if (seen.Outcome != line.Expected[Places.Nobody])
                    wrong.Add($"{line.Door}, {viewer.Place}: {seen.Outcome}");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
