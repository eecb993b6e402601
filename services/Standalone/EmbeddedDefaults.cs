using Microsoft.Extensions.Configuration.Memory;

namespace CptsReferral.Standalone;

/// <summary>A machine with nothing but the SDK: SQLite file, bus in memory, mails into a folder. Any configuration source overrides.</summary>
static class EmbeddedDefaults
{
    /// <summary>This machine only, by both of its names: passkeys need one that is no number.</summary>
    public const string Urls = "http://localhost:5080";

    public static void AddEmbeddedDefaults(this WebApplicationBuilder builder, StandaloneArguments arguments)
    {
        var address = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? Urls;
        // First in the list: files, environment and command line have the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Database:Provider"] = "Sqlite",
                ["Database:ConnectionString"] = $"Data Source={Path.Combine(arguments.Data, "cpts-referral.db")}",
                ["Bus:Transport"] = "InMemory",
                // SQLite has one writer at a time: more would only wait for each other, each on a thread.
                ["Bus:ConcurrentUnits"] = "1",
                ["Bus:ConcurrentOutside"] = "4",
                ["Gateway:KeysDirectory"] = Path.Combine(arguments.Data, "keys"),
                ["Gateway:AllowHttp"] = "true",
                ["Content:KeysDirectory"] = Path.Combine(arguments.Data, "content-keys"),
                ["Delivery:PublicUrl"] = Reachable(address.Split(';')[0]),
                ["Delivery:Mail:Mode"] = "Pickup",
                ["Delivery:Mail:PickupDirectory"] = Path.Combine(arguments.Data, "mail"),
                ["Delivery:Mail:From"] = "cpts-referral@example.org",
                ["Delivery:Webhook:AllowLoopbackHttp"] = arguments.Demo ? "true" : "false",
                // At a keyboard, what matters should not scroll away; a server keeps its request log.
                ["Logging:LogLevel:MassTransit"] = "Warning",
                ["Logging:LogLevel:CptsReferral"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                // That keys are not encrypted on this disk: Content:Certificate does that where somebody wants it.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            },
        });
        builder.WebHost.UseUrls(address.Split(';'));
        Directory.CreateDirectory(arguments.Data);
    }

    /// <summary>Where somebody at this machine finds a host: one that listens everywhere is still at one place for whoever reads a link, and that place has a name.</summary>
    public static string Reachable(string address)
    {
        var (scheme, rest) = address.Split("://", 2) is [var first, var second] ? (first, second) : ("http", address);
        foreach (var everywhere in (string[])["*", "+", "0.0.0.0", "[::]", "127.0.0.1", "[::1]"])
        {
            if (rest.StartsWith(everywhere, StringComparison.Ordinal))
                return $"{scheme}://localhost{rest[everywhere.Length..]}";
        }

        return address;
    }
}
