using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

internal sealed class JournalSender(IBus bus, QueueAddresses addresses, IOptions<BusOptions> options)
{
    public async Task SendAsync(OutboxMessage row)
    {
        var address = addresses.Resolve(row.Destination);
        var envelope = new StoredEnvelope(row, address);
        using var activity = JournalTrace.Continue(row, envelope.Headers);

        // The patience with a broker is real time, whatever the clock of the product says.
        using var timeout = new CancellationTokenSource(options.Value.Journal.SendTimeout, TimeProvider.System);
        var endpoint = await bus.GetSendEndpoint(address).WaitAsync(timeout.Token);
        await endpoint.Send(new SerializedMessageBody(), new JournalSendPipe(envelope, address, row.IsReply), timeout.Token);
    }
}
