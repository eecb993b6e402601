using System.Net.Sockets;

namespace CptsReferral.Fuzz.Wire;

/// <summary>One line to the host, for one worker. It sends bytes as they are: any client of the platform would put them right first.</summary>
sealed class Line(Uri host, TimeSpan patience) : IAsyncDisposable
{
    TcpClient? line;
    AnswerReader? reader;

    /// <summary>Sends and waits for the answer; silence where none came in time, or the line was closed.</summary>
    /// <param name="ends">Whether this is all that will come on this line.</param>
    public async Task<Answer> SendAsync(byte[] request, string method, bool ends, CancellationToken cancellation)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        // A line that the host closed meanwhile is found out by using it: once more on a new one.
        var wasOpen = line is not null;
        var answer = await SendOnceAsync(request, method, ends, startedAt, cancellation);
        if (answer.Status == 0 && wasOpen && answer.Took < patience)
            answer = await SendOnceAsync(request, method, ends, startedAt, cancellation);
        return answer;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    async Task<Answer> SendOnceAsync(byte[] request, string method, bool ends, long startedAt, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(patience);
        try
        {
            await OpenAsync(waiting.Token);
            // Some answers come before all was sent: whoever only writes then never hears them.
            var writing = WriteAsync(request, ends, waiting.Token);
            var answer = await reader!.ReadAsync(method, startedAt, waiting.Token);
            if (!writing.IsCompleted || ends || answer is null || !reader.CanGoOn)
                Close();
            await writing;
            return answer ?? Answer.Silence(TimeProvider.System.GetElapsedTime(startedAt));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException || (cut is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Close();
            return Answer.Silence(TimeProvider.System.GetElapsedTime(startedAt));
        }
    }

    async Task OpenAsync(CancellationToken cancellation)
    {
        if (line is not null)
            return;
        line = new TcpClient { NoDelay = true };
        await line.ConnectAsync(host.Host, host.Port, cancellation);
        reader = new AnswerReader(line.GetStream());
    }

    async Task WriteAsync(byte[] request, bool ends, CancellationToken cancellation)
    {
        try
        {
            var socket = line!;
            await socket.GetStream().WriteAsync(request, cancellation);
            if (ends)
                socket.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException)
        {
            // The host has heard enough; what it says is read beside this.
        }
    }

    void Close()
    {
        line?.Dispose();
        line = null;
        reader = null;
    }
}
