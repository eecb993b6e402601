using System.Diagnostics;
using MassTransit;
using MassTransit.Logging;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>A stored message goes on in the trace of the request that caused it, not in the dispatcher's.</summary>
internal static class JournalTrace
{
    public static readonly ActivitySource Source = new(MessagingTelemetry.Name);

    public static Activity? Continue(OutboxMessage row, Headers headers)
    {
        if (!headers.TryGetHeader(DiagnosticHeaders.ActivityId, out var parent)
            || !ActivityContext.TryParse(parent.ToString(), null, isRemote: true, out var context))
            return null;

        // Without a listener to this source the send must still not start a trace of its own.
        var activity = Source.StartActivity("journal send", ActivityKind.Producer, context)
            ?? new Activity("journal send").SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start();
        activity.SetTag("messaging.message.id", row.MessageId);
        activity.SetTag("messaging.destination.name", row.Destination);
        return activity;
    }
}
