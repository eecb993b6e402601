using RabbitMQ.Client;

namespace CptsReferral.Platform.Messaging;

/// <summary>Where the broker is and who we are there, out of <see cref="BusOptions"/>. No record: one would write its password wherever it is written.</summary>
internal sealed class BrokerAddress(Uri uri, IReadOnlyList<AmqpTcpEndpoint> nodes, bool isCluster)
{
    private const int Plain = 5672;
    private const int Secured = 5671;

    public Uri Uri => uri;

    /// <summary>In the order in which they are tried; at least one.</summary>
    public IReadOnlyList<AmqpTcpEndpoint> Nodes => nodes;

    /// <summary>Whether the nodes are named beside <see cref="Uri"/>, whose host is then none of them.</summary>
    public bool IsCluster => isCluster;

    public bool IsSecure => Uri.Scheme == "amqps";

    public string VirtualHost => Uri.UnescapeDataString(Uri.AbsolutePath.TrimStart('/')) is { Length: > 0 } named ? named : "/";

    public string? User => Part(0);

    public string? Password => Part(1);

    public static BrokerAddress Of(BusOptions options)
    {
        var uri = new Uri(options.Uri);
        var port = uri.Scheme == "amqps" ? Secured : Plain;
        return options.Nodes is { Length: > 0 } nodes
            ? new BrokerAddress(uri, [.. nodes.Select(node => Node(node, port)!)], isCluster: true)
            : new BrokerAddress(uri, [new AmqpTcpEndpoint(uri.Host, uri.Port > 0 ? uri.Port : port)], isCluster: false);
    }

    /// <param name="text">host or host:port.</param>
    /// <returns>null when it is neither.</returns>
    public static AmqpTcpEndpoint? Node(string text, int port = Plain) =>
        Uri.TryCreate($"amqp://{text}", UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, UserInfo: "", PathAndQuery: "/" or "" }
            ? new AmqpTcpEndpoint(uri.Host, uri.Port > 0 ? uri.Port : port)
            : null;

    private string? Part(int index) =>
        Uri.UserInfo.Split(':', 2) is var parts && parts.Length > index && parts[index].Length > 0 ? Uri.UnescapeDataString(parts[index]) : null;
}
