using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Brokers;

/// <summary>The users of the hosts on a broker, made by the script that makes those of a deployment, and their virtual host.</summary>
/// <param name="administrator">User and password of the one whom specs speak to the broker as.</param>
internal sealed class BrokerUsers(string administrator)
{
    // The same in every run: whoever shares a broker shares its users.
    private const string Password = "spec";

    public string VirtualHost { get; } = $"spec-{Guid.CreateVersion7():N}";

    /// <summary>Where one of them finds the broker.</summary>
    /// <param name="user">Such as <c>cpts_desk</c>.</param>
    public static Uri Seen(string user, Uri broker) => new UriBuilder(broker) { UserName = user, Password = Password }.Uri;

    /// <summary>What the broker is to load when it starts.</summary>
    public async Task<string> DefinitionsAsync()
    {
        var known = administrator.Split(':', 2);
        var folder = Directory.CreateTempSubdirectory("cpts-users-");
        try
        {
            var file = Path.Combine(folder.FullName, "definitions.json");
            await Command.RunAsync(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["VIRTUAL_HOST"] = VirtualHost,
                    ["ADMIN_USER"] = known[0],
                    ["ADMIN_PASSWORD"] = known[1],
                    ["GATEWAY_PASSWORD"] = Password,
                    ["ROUTING_PASSWORD"] = Password,
                    ["DESK_PASSWORD"] = Password,
                    ["DELIVERY_PASSWORD"] = Password,
                },
                "bash",
                Path.Combine(AppContext.BaseDirectory, "Brokers", "definitions.sh"),
                file);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
