using Microsoft.AspNetCore.Http.HttpResults;

namespace CptsReferral.Gateway.Portal.Errors;

/// <summary>Errors for people in a browser; software gets problems.</summary>
static class HtmlErrors
{
    static readonly string[] ForSoftware = ["/api", "/connect", "/openapi", "/schemas", "/health", "/metrics", "/uploads", "/live"];

    public static bool IsFor(HttpContext context) =>
        !ForSoftware.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal));

    /// <param name="id">What support finds the failure by; null for what needs no support.</param>
    public static Task WriteAsync(HttpContext context, int status, string? id = null) =>
        new RazorComponentResult<ErrorDocument>(new { Status = status, Id = id }) { StatusCode = status }.ExecuteAsync(context);
}
