using System.Security.Claims;
using CptsReferral.Gateway.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.SignIn.Sessions;

/// <summary>Between the password and the second factor: ten minutes in which the browser is known to hold a right password, and may do nothing else.</summary>
static class InterimSession
{
    public const string Scheme = "portal-interim";

    const string StampClaim = "cpts_stamp";

    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "__Host-cpts-interim";
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = Lifetime;
        cookie.SlidingExpiration = false;
    }

    public static Task StartAsync(HttpContext context, Account account) => context.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [new(OpenIddictConstants.Claims.Subject, account.Id.ToString()), new(StampClaim, account.SecurityStamp ?? "")], Scheme)));

    /// <summary>The account whose password was right; null when that is too long ago, or when the account changed meanwhile.</summary>
    public static async Task<Account?> AccountAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        return Guid.TryParse(result.Principal?.FindFirstValue(OpenIddictConstants.Claims.Subject), out var id)
            && await context.RequestServices.GetRequiredService<AccountBook>().FindAsync(id, context.RequestAborted) is { } account
            && account.SecurityStamp == result.Principal!.FindFirstValue(StampClaim)
            ? account
            : null;
    }

    /// <summary>The second factor was right too: the interim becomes a session.</summary>
    public static async Task BecomesSessionAsync(HttpContext context, Account account, string means)
    {
        await context.SignOutAsync(Scheme);
        await PortalSession.StartAsync(context, account.Id, means);
    }
}
