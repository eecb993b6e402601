using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace CptsReferral.Architecture.Deployment;

/// <summary>docker-compose.yml as data, anchors and merges resolved.</summary>
sealed class ComposeFile
{
    readonly Dictionary<object, object> root;

    ComposeFile(Dictionary<object, object> root) => this.root = root;

    public static ComposeFile Load()
    {
        using var reader = new StreamReader(Path.Combine(RepositoryTree.Root, "docker-compose.yml"));
        return new ComposeFile(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader))));
    }

    public IReadOnlyList<string> TopLevel => [.. root.Keys.Cast<string>()];

    public IReadOnlyList<Service> Services =>
        [.. Map(root["services"]).Select(entry => new Service((string)entry.Key, Map(entry.Value)))];

    public Service this[string name] => Services.Single(service => service.Name == name);

    static Dictionary<object, object> Map(object value) => (Dictionary<object, object>)value;

    internal sealed class Service(string name, Dictionary<object, object> body)
    {
        public string Name => name;

        public string? Image => body.GetValueOrDefault("image") as string;

        public string? BuildsHost => Map("build") is { } build && build.GetValueOrDefault("args") is Dictionary<object, object> args
            ? args.GetValueOrDefault("HOST") as string
            : null;

        public string? Dockerfile => Map("build")?.GetValueOrDefault("dockerfile") as string;

        public Dictionary<string, string> Environment =>
            Map("environment")?.ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value) ?? [];

        /// <summary>Does one thing and ends.</summary>
        public bool IsJob => body.GetValueOrDefault("restart") as string == "no";

        public bool HasHealthCheck => Map("healthcheck")?.ContainsKey("test") == true;

        public Dictionary<string, string> WaitsFor => Map("depends_on")?.ToDictionary(
            entry => (string)entry.Key,
            entry => (string)((Dictionary<object, object>)entry.Value)["condition"]) ?? [];

        /// <summary>Volume or path, and where the container sees it.</summary>
        public IEnumerable<(string From, string To)> Mounts => (body.GetValueOrDefault("volumes") as List<object> ?? [])
            .Cast<string>().Select(volume => volume.Split(':')).Select(parts => (parts[0], parts[1]));

        public IEnumerable<string> MountedFiles => (body.GetValueOrDefault("volumes") as List<object> ?? [])
            .Cast<string>().Where(volume => volume.StartsWith("./", StringComparison.Ordinal)).Select(volume => volume.Split(':')[0]);

        Dictionary<object, object>? Map(string key) => body.GetValueOrDefault(key) as Dictionary<object, object>;
    }
}
