using MassTransit;
using MassTransit.Middleware;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Puts a stored envelope on the wire as it was, under its own message id.</summary>
internal sealed class JournalSendPipe(StoredEnvelope envelope, Uri address, bool isReply) : IPipe<SendContext>
{
    /// <summary>Tells a consumer's endpoint that the message has a row behind it. An answer to a waiting caller has none: its row ends when it is sent.</summary>
    public const string Mark = "MT-Cpts-Journal";

    private readonly OutboxMessageSendPipe _replay = new(envelope, address);

    public async Task Send(SendContext context)
    {
        await _replay.Send(context);
        if (!isReply)
            context.Headers.Set(Mark, "1");
        // A message without a queue comes back as a fault and is sent later. A caller who went away is not waited for.
        if (context is RabbitMqSendContext rabbit)
            rabbit.Mandatory = !isReply;
    }

    public void Probe(ProbeContext context)
    {
    }
}
