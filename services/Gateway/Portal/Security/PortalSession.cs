using System.Globalization;
using System.Security.Claims;
using CptsReferral.Gateway.Callers;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.Portal.Security;

/// <summary>A person's session in the browser: half an hour without a sign of them, four hours in all (the limits of Pro Santé Connect).</summary>
static class PortalSession
{
    public const string Scheme = "portal";
    public const string Policy = "portal";
    public const string Cookie = "__Host-cpts";

    /// <summary>Claim: when the person signed in, Unix seconds.</summary>
    const string StartedClaim = "cpts_started";

    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Signs a person in for this browser. The caller has checked who they are.</summary>
    public static Task StartAsync(HttpContext context, Person person, TimeProvider time)
    {
        var identity = new ClaimsIdentity(
            [
                new(OpenIddictConstants.Claims.Subject, person.Id.ToString()),
                new(Caller.FunctionClaim, person.Function),
                new(StartedClaim, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Cookie;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = EndWhenTooLongAsync;
        // Said at the address itself, as the page of that error.
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        // The page listens by itself: that is no sign of the person.
        cookie.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !context.Request.Path.StartsWithSegments("/live", StringComparison.Ordinal);
            return Task.CompletedTask;
        };
    }

    static Task EndWhenTooLongAsync(CookieValidatePrincipalContext context)
    {
        var started = context.Principal?.FindFirstValue(StartedClaim);
        var now = context.Options.TimeProvider!.GetUtcNow();
        if (!long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || now - DateTimeOffset.FromUnixTimeSeconds(seconds) > Longest)
            context.RejectPrincipal();
        return Task.CompletedTask;
    }
}
