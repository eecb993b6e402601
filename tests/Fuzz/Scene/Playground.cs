using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Description;
using CptsReferral.Platform.Persistence;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Portal;

namespace CptsReferral.Fuzz.Scene;

/// <summary>A switchboard as people install it, with the demo's people, ready to be played with.</summary>
sealed class Playground : IAsyncDisposable
{
    /// <summary>A lane whose clock has rung before anybody can answer: for the register of breaches and the list of calls.</summary>
    const string Prompt = "essai-prompt";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    static readonly string[] Names =
        ["demo-gp", "demo-gp-2", "demo-nurse", "demo-dermatologist", "demo-cardiologist", "demo-cardiologist-2", "demo-secretary", "demo-oncologist", "demo-coordinator", "demo-data-protection"];

    readonly PostgreSqlServer? server;

    Playground(StandaloneProcess switchboard, PostgreSqlServer? server, Stock stock, Credentials credentials) =>
        (Switchboard, this.server, Stock, Credentials) = (switchboard, server, stock, credentials);

    public StandaloneProcess Switchboard { get; }

    public Stock Stock { get; }

    public Credentials Credentials { get; }

    public static async Task<Playground> PrepareAsync(DatabaseProvider database, CancellationToken cancellation)
    {
        var postgres = database == DatabaseProvider.PostgreSql ? new PostgreSqlServer() : null;
        if (postgres is not null)
            await postgres.InitializeAsync();
        var switchboard = new StandaloneProcess { OneTap = true, Settings = Settings, On = postgres is null ? null : await postgres.DatabaseAsync(cancellation) };
        try
        {
            await switchboard.InitializeAsync();
            return await PrepareAsync(switchboard, postgres, cancellation);
        }
        catch
        {
            await EndAsync(switchboard, postgres);
            throw;
        }
    }

    public ValueTask DisposeAsync() => EndAsync(Switchboard, server);

    static async ValueTask EndAsync(StandaloneProcess switchboard, PostgreSqlServer? postgres)
    {
        await switchboard.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    static async Task<Playground> PrepareAsync(StandaloneProcess switchboard, PostgreSqlServer? postgres, CancellationToken cancellation)
    {
        // What the demo posts of its own is no part of the run.
        await Eventually.ShouldBeAsync(() => switchboard.Host.Output.Contains("demo requests are in", StringComparison.Ordinal), expected: true, cancellation, Patience);
        using var stranger = new Stranger(switchboard.Address);
        var description = ApiDescription.Parse((await stranger.GetsAsync("/openapi/v1.json", cancellation)).Text);
        var (members, cookies) = (new List<Member>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var name in Names)
        {
            var me = (await switchboard.Persona(name).GetsAsync("/api/me", cancellation)).Json;
            members.Add(new Member(name, me.GetProperty("function").GetString()!, me.GetProperty("id").GetGuid()));
            using var visitor = new Visitor(switchboard.Address);
            await visitor.SignsInAsAsync(me.GetProperty("displayName").GetString()!, cancellation);
            cookies[name] = visitor.CookieHeader;
        }

        await AddPromptLaneAsync(switchboard, cancellation);
        var lanes = (await switchboard.Coordinator.GetsAsync("/api/lanes", cancellation)).Json.GetProperty("items").EnumerateArray().Select(lane => lane.Clone()).ToList();
        var startedAt = TimeProvider.System.GetTimestamp();
        return new Playground(
            switchboard, postgres, new Stock(description, members, lanes, () => TimeProvider.System.GetElapsedTime(startedAt)), new Credentials(switchboard.Address, cookies));
    }

    static async Task AddPromptLaneAsync(StandaloneProcess switchboard, CancellationToken cancellation)
    {
        var lane = (JsonObject)JsonNode.Parse((await switchboard.LaneAsync("cardiology", cancellation)).GetRawText())!;
        lane["code"] = Prompt;
        foreach (var stage in lane["clock"]!["stages"]!.AsArray())
        {
            stage!["duration"] = "PT1S";
            stage["calendar"] = new JsonObject { ["kind"] = "continuous" };
        }

        lane["returnLoop"] = new JsonObject { ["secondChannelAfter"] = "PT1S", ["callListAfter"] = "PT2S" };
        var reply = await switchboard.Coordinator.PutsAsync($"/api/lanes/{Prompt}", lane.ToJsonString(), cancellation);
        if (reply.Status != System.Net.HttpStatusCode.Created)
            throw new InvalidOperationException($"The lane was not taken: {reply}");
    }

    // As people install it. What it says is looked through for words; what it measures is asked for, not sent.
    static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Telemetry__OtlpEndpoint"] = "",
        ["Telemetry__OtlpProtocol"] = "",
        // The specs' haste would send again whatever waits its turn under this load, and look at every open request all the time.
        ["Bus__Journal__ResendAfter"] = "00:02:00",
        ["Bus__Journal__Lease"] = "00:01:00",
        ["Bus__Journal__Upkeep"] = "00:00:10",
        ["Reconciliation__Every"] = "00:00:10",
        ["Readings__SealEvery"] = "00:00:05",
        ["Logging__LogLevel__CptsReferral"] = "Information",
        ["Logging__LogLevel__MassTransit"] = "Warning",
    };
}
