using System.Threading.Channels;

namespace CptsReferral.Floor.Queues;

static class Arrivals
{
    /// <summary>Waits for the first, and takes what is there already.</summary>
    public static async Task<List<T>> TakeAsync<T>(this ChannelReader<T> arrived, int atMost, CancellationToken cancellation)
    {
        var taken = new List<T> { await arrived.ReadAsync(cancellation) };
        while (taken.Count < atMost && arrived.TryRead(out var next))
            taken.Add(next);
        return taken;
    }
}
