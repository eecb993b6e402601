namespace CptsReferral.Gateway.Portal.Security;

/// <summary>A <c>__Host-</c> cookie of the antiforgery check. The framework's own switch for secure cookies refuses to work over plain HTTP,
/// which browsers allow on loopback and which is what a proxy that ends TLS speaks to us.</summary>
sealed class SecureCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
