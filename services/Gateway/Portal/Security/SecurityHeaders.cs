using CptsReferral.Gateway.SignIn.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Portal.Security;

/// <summary>Headers of every page: nothing inline, nothing from elsewhere, in no frame, kept by no cache.</summary>
sealed class SecurityHeaders(RequestDelegate next, IOptions<OpenIdConnectSignInOptions> provider)
{
    const string Common =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; worker-src 'self'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    // Signing out is a form that ends at the provider.
    readonly string policy = provider.Value.IsOffered ? $"{Common} {new Uri(provider.Value.MetadataAddress).GetLeftPart(UriPartial.Authority)}" : Common;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(state =>
        {
            var response = (HttpResponse)state;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (response.HttpContext.Request.IsHttps)
                response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            // What no page can be made of needs no rules for pages: on a bad line they would weigh as much as a small script.
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is not true)
                return Task.CompletedTask;
            response.Headers["Referrer-Policy"] = "no-referrer";
            if (response.Headers.ContentSecurityPolicy.Count == 0)
                response.Headers.ContentSecurityPolicy = policy;
            response.Headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=(), usb=()";
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }
}
