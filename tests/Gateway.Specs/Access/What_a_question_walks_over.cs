using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>What people wait for does not grow with what was done before: no question reads a table of the past from its beginning to its end. Servers find
/// their way with statistics; the embedded engine takes a question as it is put.</summary>
public sealed class What_a_question_walks_over(Stage stage) : IClassFixture<Stage>
{
    /// <summary>Tables that a territory's people, lanes and hours make, and not their requests.</summary>
    static readonly string[] Small = ["Person", "LaneVersion", "OpenIddictApplications", "RetentionHold", "StrayMessage"];

    /// <summary>What is asked seldom, and of everything.</summary>
    static readonly string[] OfEverything =
    [
        // How many were erased, on the page of whoever protects the data.
        """
        SELECT COUNT(*)
        FROM "Referral" AS "r"
        WHERE "r"."ErasedUtc" IS NOT NULL
        """,
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_never_the_past()
    {
        foreach (var line in Line.All)
        {
            if (stage.Viewers.FirstOrDefault(viewer => line.Expected[viewer.Place] == Seen.In) is { } viewer)
                await viewer.AsksAsync(await Asks.MadeReadyAsync(line, stage), Cancellation);
        }

        stage.Questions.Count.ShouldBeGreaterThan(100);
        stage.Questions.Walks(Path.Combine(stage.Host.Folder, "cpts-referral.db"))
            .Where(walk => !Small.Contains(walk.Table) && !OfEverything.Any(known => walk.Statement.Contains(known, StringComparison.Ordinal)))
            .Select(walk => $"{walk.Table}: {walk.Statement}")
            .ShouldBeEmpty();
    }
}
