namespace CptsReferral.Gateway.Callers;

/// <summary>Replies are about patients: no cache on the way keeps them.</summary>
static class Private
{
    public static ValueTask<object?> NeverStored(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }
}
