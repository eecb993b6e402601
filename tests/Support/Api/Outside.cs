namespace CptsReferral.Support.Api;

/// <summary>Clients as they are on other people's machines: with no part in the tracing of this process. A host that lives here, in another
/// spec, switches the tracing of every client on, and a traced client puts a <c>traceparent</c> of its own in the place of the one that a spec sends.</summary>
static class Outside
{
    public static HttpClient Client(Uri address, TimeSpan patience) =>
        new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = address, Timeout = patience };
}
