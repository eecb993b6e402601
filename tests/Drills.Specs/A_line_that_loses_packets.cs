using System.Net;
using System.Net.Sockets;
using CptsReferral.Support;
using CptsReferral.Support.Lines;
using Shouldly;
using Xunit;

namespace CptsReferral.Drills.Specs;

/// <summary>What the fault <c>line</c> does where it loses packets: real TCP over a bad line, and a good one again afterwards.</summary>
public sealed class A_line_that_loses_packets
{
    const int Much = 300_000;
    static readonly LineQuality Bad = new(BytesPerSecond: 2_000_000, ShareLost: 0.05, Distance: TimeSpan.FromMilliseconds(5), LongestQueue: TimeSpan.FromSeconds(1));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Brings_everything_all_the_same()
    {
        Skip.When(SlowLine.Missing);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var echo = EchoesAsync(server, connections: 2);
        await using var line = LoopbackLine.To("127.0.0.1", ((IPEndPoint)server.LocalEndpoint).Port);

        line.Loses(Bad, seed: 7);
        (await ThereAndBackAsync(line.Port)).ShouldBe(Content);
        line.Lost.ShouldBeGreaterThan(0);

        await line.HealsAsync();
        (await ThereAndBackAsync(line.Port)).ShouldBe(Content);
        line.Lost.ShouldBe(0);
        await echo;
    }

    static byte[] Content { get; } = [.. Enumerable.Range(0, Much).Select(number => (byte)(number * 31))];

    static async Task<byte[]> ThereAndBackAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        var stream = client.GetStream();
        var sending = stream.WriteAsync(Content, Cancellation).AsTask();
        var back = new byte[Much];
        await stream.ReadExactlyAsync(back, Cancellation);
        await sending;
        return back;
    }

    static async Task EchoesAsync(TcpListener server, int connections)
    {
        for (var number = 0; number < connections; number++)
        {
            using var client = await server.AcceptTcpClientAsync(Cancellation);
            var stream = client.GetStream();
            try
            {
                await stream.CopyToAsync(stream, Cancellation);
            }
            catch (IOException)
            {
                // The line was healed: what went over it is cut off.
            }
        }
    }
}
