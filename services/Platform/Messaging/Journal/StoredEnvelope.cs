using MassTransit;
using MassTransit.Metadata;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>A row in the shape in which MassTransit sends a stored message again.</summary>
internal sealed class StoredEnvelope(OutboxMessage row, Uri destination) : OutboxMessageContext
{
    private static readonly Dictionary<string, object> NoProperties = [];

    public long SequenceNumber => row.Sequence;

    public Guid MessageId => row.MessageId;

    public string ContentType => row.ContentType;

    public string MessageType => row.MessageType;

    public string Body => row.Body;

    public IReadOnlyDictionary<string, object> Properties => NoProperties;

    Guid? MessageContext.MessageId => row.MessageId;

    public Guid? RequestId => row.RequestId;

    public Guid? CorrelationId => row.CorrelationId;

    public Guid? ConversationId => row.ConversationId;

    public Guid? InitiatorId => row.InitiatorId;

    public DateTime? ExpirationTime => row.ExpiresUtc;

    public Uri? SourceAddress => ToUri(row.SourceAddress);

    public Uri? DestinationAddress => destination;

    public Uri? ResponseAddress => ToUri(row.ResponseAddress);

    public Uri? FaultAddress => ToUri(row.FaultAddress);

    public DateTime? SentTime => row.StoredUtc;

    public Headers Headers { get; } =
        SystemTextJsonMessageSerializer.Instance.DeserializeDictionary<object?>(row.Headers) is { } headers
            ? new DictionarySendHeaders(headers)
            : new DictionarySendHeaders();

    public HostInfo Host => HostMetadataCache.Host;

    private static Uri? ToUri(string? address) => address is null ? null : new Uri(address);
}
