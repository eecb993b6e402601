using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Deployed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>What any program pays that answers over HTTP: a minimal API with one endpoint, which stores nothing.</summary>
sealed class EmptyApi() : Contestant("empty API")
{
    public const string Command = "empty-api";

    HostProcess? process;

    public override IReadOnlyList<HostProcess> Processes => process is null ? [] : [process];

    public override IArrivals Arrivals => throw new NotSupportedException("It stores nothing.");

    public override Uri Address => process!.Address;

    public override Task StartAsync(CancellationToken cancellation)
    {
        // What a web project is given by its SDK.
        var settings = new Dictionary<string, string>(CommonSettings, StringComparer.Ordinal) { ["DOTNET_gcServer"] = "1" };
        process = new HostProcess("Benchmarks", "empty", Root, settings, Command);
        return process.StartAsync();
    }

    /// <summary>The program itself.</summary>
    public static Task RunAsync()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/api/referrals", () => Results.Created($"/api/referrals/{Guid.CreateVersion7()}", null));
        return app.RunAsync();
    }
}
