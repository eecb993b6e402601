using System.Threading.Channels;

namespace CptsReferral.Floor.Queues;

sealed class MemoryReceiver(string queue) : IReceiver
{
    readonly Channel<Delivery> arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public string Queue => queue;

    /// <returns>Done when it was acknowledged.</returns>
    public Task Put(byte[] body)
    {
        var delivery = new Delivery(body, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        arrived.Writer.TryWrite(delivery);
        return delivery.Acknowledged.Task;
    }

    public async Task<Batch> NextAsync(CancellationToken cancellation)
    {
        // All that the relay has under way: one commit is better than several, and no more can come before it.
        var taken = await arrived.Reader.TakeAsync(Relay.AtOnce, cancellation);
        return new Batch([.. taken.Select(delivery => delivery.Body)], _ =>
        {
            taken.ForEach(delivery => delivery.Acknowledged.SetResult());
            return ValueTask.CompletedTask;
        });
    }

    sealed record Delivery(byte[] Body, TaskCompletionSource Acknowledged);
}
