using System.Diagnostics;
using System.Globalization;

namespace CptsReferral.Support.Processes;

/// <summary>A server of a spec. It ends with the test run, even when that is ended by kill -9.</summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Nobody refuses kill -9; a disk that is busy, or a supervisor that gets no processor, may put it off.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(60);

    private readonly Process _supervisor;

    private SupervisedProcess(Process supervisor) => _supervisor = supervisor;

    public bool HasEnded => _supervisor.HasExited;

    /// <summary>What the command uses at this moment: processor time since it began, memory in bytes.</summary>
    public (TimeSpan Processor, long Memory) Uses()
    {
        var children = File.ReadAllText($"/proc/{_supervisor.Id}/task/{_supervisor.Id}/children");
        using var command = Process.GetProcessById(int.Parse(children.AsSpan(0, children.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        return (command.TotalProcessorTime, command.WorkingSet64);
    }

    /// <param name="folder">Belongs to the process: its output goes there, and it is removed if this process dies.</param>
    public static SupervisedProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Processes", "supervise.sh"));
        start.ArgumentList.Add(folder);
        foreach (var part in command)
            start.ArgumentList.Add(part);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return new SupervisedProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start."));
    }

    /// <summary>Asks it to end, and insists after a while.</summary>
    public async Task StopAsync(string signal = "term")
    {
        if (await EndsAfterAsync(signal, Patience))
            return;
        await KillAsync();
    }

    /// <summary>kill -9. That it did not end is told: whoever goes on would start a second one beside it.</summary>
    public async Task KillAsync()
    {
        if (!await EndsAfterAsync("kill", LastPatience))
            throw new InvalidOperationException($"Process {_supervisor.Id} did not end.");
    }

    /// <summary>SIGSTOP: it keeps its connections and says nothing.</summary>
    public Task HoldAsync() => SignalAsync("stop");

    /// <summary>SIGCONT.</summary>
    public Task LetGoAsync() => SignalAsync("cont");

    public ValueTask DisposeAsync() => DisposeAsync("kill");

    /// <summary>Asks it to end and insists. Whatever became of the orders: once nobody can give any, it ends by itself and takes its folder along.</summary>
    public async ValueTask DisposeAsync(string signal)
    {
        if (!await EndsAfterAsync(signal, Patience) && !await EndsAfterAsync("kill", Patience))
            _supervisor.StandardInput.Close();
        _supervisor.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        if (_supervisor.HasExited)
            return;
        await _supervisor.StandardInput.WriteLineAsync(signal);
        await _supervisor.StandardInput.FlushAsync();
    }

    private async Task<bool> EndsAfterAsync(string signal, TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await SignalAsync(signal);

            await _supervisor.WaitForExitAsync(enough.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException)
        {
            // It ended between the question and the writing.
            return true;
        }
    }
}
