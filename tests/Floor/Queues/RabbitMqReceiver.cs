using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CptsReferral.Floor.Queues;

/// <summary>A channel of its own, so that the tag of the last message acknowledges the whole batch and nothing else.</summary>
sealed class RabbitMqReceiver : IReceiver
{
    const ushort Prefetch = 200;
    const int AtOnce = 100;

    readonly Channel<Delivery> arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    readonly IChannel channel;

    RabbitMqReceiver(IChannel channel, string queue)
    {
        this.channel = channel;
        Queue = queue;
    }

    public string Queue { get; }

    public static async Task<RabbitMqReceiver> OpenAsync(IConnection connection, string queue)
    {
        var receiver = new RabbitMqReceiver(await connection.CreateChannelAsync(), queue);
        await receiver.channel.BasicQosAsync(prefetchSize: 0, Prefetch, global: false);
        var consumer = new AsyncEventingBasicConsumer(receiver.channel);
        consumer.ReceivedAsync += receiver.KeepAsync;
        await receiver.channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return receiver;
    }

    public async Task<Batch> NextAsync(CancellationToken cancellation)
    {
        var taken = await arrived.Reader.TakeAsync(AtOnce, cancellation);
        return new Batch([.. taken.Select(delivery => delivery.Body)], stop => channel.BasicAckAsync(taken[^1].Tag, multiple: true, stop));
    }

    Task KeepAsync(object sender, BasicDeliverEventArgs delivered)
    {
        // Copied: the memory of the body is the client's again when this returns.
        arrived.Writer.TryWrite(new Delivery(delivered.DeliveryTag, delivered.Body.ToArray()));
        return Task.CompletedTask;
    }

    readonly record struct Delivery(ulong Tag, byte[] Body);
}
