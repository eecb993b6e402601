using System.Net.Http.Headers;
using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>A program that takes requests over HTTP and brings each to its desk's worklist, as processes of its own.</summary>
abstract class Contestant(string name) : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 1024 }) { Timeout = TimeSpan.FromSeconds(60) };

    public string Name => name;

    /// <summary>What runs while it is measured.</summary>
    public abstract IReadOnlyList<HostProcess> Processes { get; }

    /// <summary>What all of them have used of the processors.</summary>
    public TimeSpan Processor => Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Uses().Processor);

    /// <summary>Looks into its database from outside.</summary>
    public abstract IArrivals Arrivals { get; }

    /// <summary>Where it answers.</summary>
    public abstract Uri Address { get; }

    /// <summary>What every request carries beside its body.</summary>
    protected virtual AuthenticationHeaderValue? Authorization => null;

    /// <summary>What every process is told.</summary>
    protected static Dictionary<string, string> CommonSettings => new(StringComparer.Ordinal)
    {
        ["Logging__LogLevel__Default"] = "Warning",
    };

    protected string Root { get; } = Directory.CreateTempSubdirectory("cpts-bench-").FullName;

    public abstract Task StartAsync(CancellationToken cancellation);

    /// <summary>Posts one request; its id once it is acknowledged, null when it was not.</summary>
    public async Task<Guid?> PostAsync(byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/api/referrals"));
        request.Headers.Authorization = Authorization;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.SendAsync(request, cancellation);
        await response.Content.CopyToAsync(Stream.Null, cancellation);
        return response.StatusCode == System.Net.HttpStatusCode.Created ? IdOf(response.Headers.Location!) : null;
    }

    /// <summary>Ends all processes and starts them again.</summary>
    /// <returns>How long it took from the order to start until one request was acknowledged.</returns>
    public async Task<TimeSpan> StartColdAsync(byte[] body, CancellationToken cancellation)
    {
        foreach (var process in Processes)
            await process.StopAsync();
        var startedAt = TimeProvider.System.GetTimestamp();
        foreach (var process in Processes)
            process.Begin();
        using var clock = new PeriodicTimer(Interval, TimeProvider.System);
        while (!await TakesAsync(body, cancellation))
            await clock.WaitForNextTickAsync(cancellation);
        return TimeProvider.System.GetElapsedTime(startedAt);
    }

    /// <summary>Stands still while another one is measured.</summary>
    public Task HoldAsync() => Task.WhenAll(Processes.Select(process => process.HoldAsync()));

    public Task LetGoAsync() => Task.WhenAll(Processes.Select(process => process.LetGoAsync()));

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var process in Processes)
            await process.DisposeAsync();
        http.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    async Task<bool> TakesAsync(byte[] body, CancellationToken cancellation)
    {
        if (Processes.Any(process => !process.IsRunning))
            throw new InvalidOperationException($"{Name} ended. It wrote:\n{string.Join('\n', Processes.Select(process => process.Output))}");
        try
        {
            return await PostAsync(body, cancellation) is not null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static Guid IdOf(Uri location) => Guid.Parse(location.OriginalString.AsSpan(location.OriginalString.LastIndexOf('/') + 1));
}
