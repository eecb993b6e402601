using System.Net;
using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Deployed;

/// <summary>One of our hosts as a process of its own, from the build output beside the specs. It can be killed and started again where it was.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    // Eight of them start at once on two cores, beside those of another spec.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    readonly string assembly;
    readonly string folder;
    readonly IReadOnlyDictionary<string, string> environment;
    readonly string[] arguments;
    SupervisedProcess? process;

    /// <param name="room">Such as <c>Gateway</c>.</param>
    /// <param name="name">Tells two processes of a room apart.</param>
    /// <param name="root">Where the folder of the process is made; it holds its output.</param>
    /// <param name="environment">Its configuration.</param>
    /// <param name="arguments">Its command line.</param>
    public HostProcess(string room, string name, string root, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Room = room;
        Name = name;
        assembly = Path.Combine(AppContext.BaseDirectory, $"CptsReferral.{room}.dll");
        folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        this.environment = new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
            ["DOTNET_ENVIRONMENT"] = "Production",
            // Whoever runs the specs may have settings of their own; they are not ours.
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };
        this.arguments = arguments;
    }

    public string Room { get; }

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>Whether there is a process, be it of use or not.</summary>
    public bool IsRunning => process is { HasEnded: false };

    /// <inheritdoc cref="SupervisedProcess.Uses"/>
    public (TimeSpan Processor, long Memory) Uses() => process!.Uses();

    /// <summary>Everything it has written, over all its lives.</summary>
    public string Output
    {
        get
        {
            var file = Path.Combine(folder, "output.log");
            if (!File.Exists(file))
                return "";
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
    }

    /// <summary>The same, line by line, for what has written too much to be held at once.</summary>
    public IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(new FileStream(Path.Combine(folder, "output.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Starts without waiting.</summary>
    /// <param name="clock">By how much its clock is wrong, see <see cref="WrongClock"/>; null when it is right.</param>
    public void Begin(TimeSpan? clock = null)
    {
        string[] command = ["dotnet", assembly, .. arguments];
        var all = clock is { } ahead ? new Dictionary<string, string>(environment.Concat(WrongClock.By(ahead)), StringComparer.Ordinal) : environment;
        process = SupervisedProcess.Start(folder, all, command);
    }

    /// <summary>Waits until it says that it may take work.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (process!.HasEnded || TimeProvider.System.GetElapsedTime(startedAt) > Patience)
                throw new InvalidOperationException($"{Name} did not become ready. It wrote:\n{Output}");
            await Task.Delay(Interval, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="Begin"/>
    public async Task StartAsync(TimeSpan? clock = null)
    {
        Begin(clock);
        await ReadyAsync();
    }

    /// <summary>A job: waits for its end.</summary>
    public async Task RunToEndAsync()
    {
        Begin();
        await Eventually.ShouldBeAsync(() => process!.HasEnded, expected: true, CancellationToken.None, Patience);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => process?.KillAsync() ?? Task.CompletedTask;

    /// <summary>SIGSTOP: it keeps what it holds, and says nothing until it is let go.</summary>
    public Task HoldAsync() => process?.HoldAsync() ?? Task.CompletedTask;

    /// <summary>SIGCONT.</summary>
    public Task LetGoAsync() => process?.LetGoAsync() ?? Task.CompletedTask;

    /// <summary>As a service manager stops it.</summary>
    public Task StopAsync() => process?.StopAsync() ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
