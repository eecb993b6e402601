using System.Text.Json;
using CptsReferral.Drills.History;
using CptsReferral.Drills.Load;
using CptsReferral.Support.Api;

namespace CptsReferral.Drills.Faults;

/// <summary>Measures how long it takes until all works again: a fresh request, from the first attempt to post it until its desk sees it.</summary>
sealed class Probe(Cast cast, RecordedCalls calls, HistoryBook history, string seal)
{
    /// <summary>The lane that wants no attachments, so that one call is enough.</summary>
    const string Lane = "oncology";

    // A bus that lost its broker tries again at growing intervals, the longest of them a minute; and what it missed is sent again after that.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    readonly Member requester = cast.Requesters[^1];
    readonly Member expert = cast.Experts(Lane)[0];
    int number;

    /// <returns>How long it took; null when patience ran out.</returns>
    public async Task<TimeSpan?> MeasureAsync(CancellationToken cancellation)
    {
        var begun = history.Now;
        var key = $"{seal}-probe-{Interlocked.Increment(ref number)}";
        var request = Requests.For(cast.Lane(Lane));
        request["question"] = $"Question inventée {key}.";
        Guid? id = null;
        for (var turn = 0; history.Now - begun < Patience; turn++)
        {
            id ??= (await calls.SubmitAsync(requester, turn, key, door => door.SubmitsAsync(request, cancellation, key), "probe")).Reply?.Id;
            if (id is { } posted && await IsOnWorklistAsync(posted, turn, cancellation))
            {
                var took = history.Now - begun;
                await calls.MoveAsync("cancel", posted, requester, turn, null, door => door.DoesAsync("cancel", posted, cancellation));
                return took;
            }

            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }

        return null;
    }

    async Task<bool> IsOnWorklistAsync(Guid id, int turn, CancellationToken cancellation)
    {
        var (_, reply) = await calls.ReadAsync(id, requester, turn, cancellation);
        return reply is { ReferralStatus: "queued" }
            && (await Worklists.ReadAsync(expert, Lane, turn, calls, cancellation))?.Contains(id) is true;
    }
}
