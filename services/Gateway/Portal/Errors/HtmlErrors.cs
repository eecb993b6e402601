using System.Globalization;
using System.Security.Claims;
using CptsReferral.Gateway.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace CptsReferral.Gateway.Portal.Errors;

/// <summary>Errors for people in a browser; software gets problems.</summary>
static class HtmlErrors
{
    /// <summary>What the framework says of every page, and says once.</summary>
    const string PageHeader = "blazor-enhanced-nav";

    public static bool IsFor(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) is true);

    /// <param name="id">What support finds the failure by; null for what needs no support.</param>
    public static async Task WriteAsync(HttpContext context, int status, string? id = null)
    {
        var (services, person) = (context.RequestServices, context.User);
        // A failure comes from inside, where the language was known, to outside, where it no longer is.
        if (context.Features.Get<IRequestCultureFeature>()?.RequestCulture is { } language)
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language.Culture, language.UICulture);
        // A page begins once in a scope, and the page that has this error may have begun in the request's own.
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove(PageHeader);
        context.User = await ReaderAsync(context, status);
        try
        {
            await new RazorComponentResult<ErrorDocument>(new { Status = status, Id = id }) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            (context.RequestServices, context.User) = (services, person);
        }
    }

    // After a failure the page asks nothing of what may have failed, the menu's counts among it; on an address that leads nowhere nobody has looked who comes.
    static async Task<ClaimsPrincipal> ReaderAsync(HttpContext context, int status)
    {
        if (status >= StatusCodes.Status500InternalServerError)
            return new ClaimsPrincipal();
        return context.User.Identity?.IsAuthenticated is true ? context.User : (await context.AuthenticateAsync(PortalSession.Scheme)).Principal ?? context.User;
    }
}
