using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Load;

/// <summary>Several stories at once, one after the other, until it is told to begin no more.</summary>
sealed class Crowd(int seed, Cast cast, RecordedCalls calls, string seal)
{
    int told;
    int ended;
    volatile bool isLate;

    /// <summary>How many stories were begun, and how many came to their end.</summary>
    public (int Begun, int Ended) Stories => (Volatile.Read(ref told), Volatile.Read(ref ended));

    /// <summary>No story begins any more.</summary>
    public void BeginsNoMore() => isLate = true;

    /// <param name="cancellation">Ends stories wherever they are.</param>
    public Task ActAsync(int people, CancellationToken cancellation) => Task.WhenAll(Enumerable.Range(0, people).Select(_ => ActAsync(cancellation)));

    async Task ActAsync(CancellationToken cancellation)
    {
        try
        {
            while (!isLate)
            {
                var story = Story.Of(seed, Interlocked.Increment(ref told), cast.Lanes, cast.Requesters.Count);
                await new StoryTeller(story, cast, calls, seal).TellAsync(cancellation);
                Interlocked.Increment(ref ended);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The drill is over: what this story left open is looked at like everything else.
        }
    }
}
