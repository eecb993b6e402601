using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CptsReferral.Gateway.SignIn.Passkeys;

/// <summary>What the server must remember between its challenge and the device's signature: sealed in a cookie, for five minutes and one use.</summary>
sealed class Ceremony(IDataProtectionProvider protection, TimeProvider time)
{
    const string Cookie = "__Host-cpts-passkey";

    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    readonly IDataProtector protector = protection.CreateProtector("CptsReferral.SignIn.Passkeys");

    public void Begin(HttpContext context, string state)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(Cookie, protector.Protect($"{until} {state}"), Options);
    }

    /// <summary>What was begun; null when nothing was, or too long ago.</summary>
    public string? End(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, Options);
        if (context.Request.Cookies[Cookie] is not { } kept)
            return null;
        try
        {
            return protector.Unprotect(kept).Split(' ', 2) is [var until, var state] && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? state
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static CookieOptions Options => new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
}
