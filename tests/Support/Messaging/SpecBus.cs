using CptsReferral.Platform.Messaging;

namespace CptsReferral.Support.Messaging;

/// <summary>Which transport a messaging host of a spec uses.</summary>
public abstract record SpecBus
{
    public static SpecBus InMemory { get; } = new InMemoryBus();

    public static SpecBus RabbitMq(string uri) => new RabbitMqBus(uri);

    public abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    private static KeyValuePair<string, string?> Setting(string key, string value) => new($"{BusOptions.Section}:{key}", value);

    private sealed record InMemoryBus : SpecBus
    {
        public override IEnumerable<KeyValuePair<string, string?>> Settings =>
            [Setting(nameof(BusOptions.Transport), nameof(BusTransport.InMemory))];
    }

    private sealed record RabbitMqBus(string Uri) : SpecBus
    {
        public override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            Setting(nameof(BusOptions.Transport), nameof(BusTransport.RabbitMq)),
            Setting(nameof(BusOptions.Uri), Uri),
        ];
    }
}
