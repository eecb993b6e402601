using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Board;

static class BoardEndpoints
{
    public static RouteGroupBuilder MapBoard(this RouteGroupBuilder api)
    {
        api.MapGet("/board", (Caller caller, BoardReading board, CancellationToken cancellation) => Replies.OfAsync(board.ReadAsync(caller, cancellation)))
            .Produces<BoardView>().WithProblems(403)
            .WithName("getBoard").WithSummary("Per lane: open, at risk, breached, oldest, shares in time.");
        return api;
    }
}

/// <summary>The board at one instant.</summary>
sealed record BoardView(DateTimeOffset At, IReadOnlyList<BoardLane> Items);

/// <summary>One lane: what is open now, and the shares completed in time over the last 1, 7 and 30 days.</summary>
public sealed record BoardLane(
    string Lane,
    LaneText Title,
    int Open,
    int Unclaimed,
    int AtRisk,
    int Breached,
    DateTimeOffset? Oldest,
    ShareInTime LastDay,
    ShareInTime Last7Days,
    ShareInTime Last30Days);

/// <summary>Completed, of which in time; <paramref name="Share"/> from 0 to 1, null when nothing was completed.</summary>
public sealed record ShareInTime(int Completed, int InTime, double? Share);
