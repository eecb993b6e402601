using System.Threading.Channels;

namespace CptsReferral.Support.Lines;

/// <summary>One direction of a line: packets wait for their turn, are on their way for a while, and some never arrive.</summary>
public sealed class OneWay
{
    readonly Tunnel from;
    readonly Tunnel to;
    readonly LineQuality quality;
    readonly Func<Packet, bool> arrives;
    readonly Random chance;
    readonly Channel<(Packet Packet, long Due)> underWay = Channel.CreateUnbounded<(Packet, long)>(new() { SingleReader = true, SingleWriter = true });
    long bytes;
    long lost;

    /// <param name="arrives">Asked at the far end: what is on its way when a line is cut is gone as well.</param>
    internal OneWay(Tunnel from, Tunnel to, LineQuality quality, int seed, Func<Packet, bool> arrives)
    {
        (this.from, this.to, this.quality, this.arrives) = (from, to, quality, arrives);
        chance = new Random(seed);
        Reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Writing = WriteAsync();
    }

    /// <summary>Everything that was put on the line, headers and repetitions included.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Packets that did not arrive.</summary>
    public long Lost => Interlocked.Read(ref lost);

    internal Task Reading { get; }

    internal Task Writing { get; }

    void Read()
    {
        var time = TimeProvider.System;
        var buffer = new byte[Tunnel.LongestPacket];
        var free = time.GetTimestamp();
        while (from.Read(buffer) is > 0 and var length)
        {
            var now = time.GetTimestamp();
            free = Math.Max(free, now);
            // Who sends faster than the line goes is kept waiting for so long and no longer.
            if (time.GetElapsedTime(now, free) > quality.LongestQueue)
            {
                Interlocked.Increment(ref lost);
                continue;
            }

            Interlocked.Add(ref bytes, length);
            free += Ticks(length / quality.BytesPerSecond);
            if (chance.NextDouble() < quality.ShareLost)
                Interlocked.Increment(ref lost);
            else
                underWay.Writer.TryWrite((new Packet(buffer[..length]), free + Ticks(quality.Distance.TotalSeconds)));
        }

        underWay.Writer.Complete();
    }

    async Task WriteAsync()
    {
        var time = TimeProvider.System;
        await foreach (var (packet, due) in underWay.Reader.ReadAllAsync())
        {
            if (time.GetElapsedTime(time.GetTimestamp(), due) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, CancellationToken.None);
            if (arrives(packet))
                to.Write(packet.Bytes);
            else
                Interlocked.Increment(ref lost);
        }
    }

    static long Ticks(double seconds) => (long)(seconds * TimeProvider.System.TimestampFrequency);
}
