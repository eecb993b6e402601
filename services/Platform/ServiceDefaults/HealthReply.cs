using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CptsReferral.Platform.ServiceDefaults;

/// <summary>Names each check and its state; never a description or an exception, which may hold an address or a password.</summary>
static class HealthReply
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new Reply(
            Word(report.Status),
            report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status), StringComparer.Ordinal)),
        context.RequestAborted);

    static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    sealed record Reply(string Status, Dictionary<string, string> Checks);
}
