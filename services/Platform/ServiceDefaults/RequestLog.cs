using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.ServiceDefaults;

/// <summary>
/// One line per request: method, route pattern, status, time. The pattern, not the path, and never the query: what people
/// type into an address must not end in a log.
/// </summary>
sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, TimeProvider time)
{
    public static bool IsProbe(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path == "/metrics";

    public async Task InvokeAsync(HttpContext context)
    {
        if (IsProbe(context.Request.Path))
        {
            await next(context);
            return;
        }

        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // The exception handler forgets the endpoint; its feature remembers it.
            var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
            var pattern = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
            var elapsed = time.GetElapsedTime(start).TotalMilliseconds;
            Log.Answered(logger, context.Request.Method, pattern, context.Response.StatusCode, elapsed);
        }
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "{Method} {Route} -> {Status} in {Elapsed:0.0} ms")]
        public static partial void Answered(ILogger logger, string method, string route, int status, double elapsed);
    }
}
