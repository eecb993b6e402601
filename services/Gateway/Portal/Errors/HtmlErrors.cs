using Microsoft.AspNetCore.Http.HttpResults;

namespace CptsReferral.Gateway.Portal.Errors;

/// <summary>Errors for people in a browser; software gets problems.</summary>
static class HtmlErrors
{
    public static bool IsFor(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) is true);

    /// <param name="id">What support finds the failure by; null for what needs no support.</param>
    public static Task WriteAsync(HttpContext context, int status, string? id = null) =>
        new RazorComponentResult<ErrorDocument>(new { Status = status, Id = id }) { StatusCode = status }.ExecuteAsync(context);
}
