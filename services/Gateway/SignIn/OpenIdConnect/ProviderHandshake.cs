using CptsReferral.Gateway.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CptsReferral.Gateway.SignIn.OpenIdConnect;

/// <summary>
/// Authorization code with PKCE, state and nonce, over cookies that only the way back sees. The provider's tokens end with the handshake
/// (those of Pro Santé Connect live two minutes); only the id token is kept, to sign out there too.
/// </summary>
sealed class ProviderHandshake(IOptions<OpenIdConnectSignInOptions> provider) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Scheme = "provider";
    public const string CallbackPath = "/sign-in/provider/callback";

    const string CookiePrefix = "__Secure-cpts-provider-";

    public void Configure(OpenIdConnectOptions options)
    {
    }

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Scheme)
            return;
        var settings = provider.Value;
        options.MetadataAddress = settings.MetadataAddress;
        options.RequireHttpsMetadata = !new Uri(settings.MetadataAddress).IsLoopback;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form posted from elsewhere would come without our SameSite cookies.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in settings.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.ClaimActions.MapUniqueJsonKey(settings.NationalIdClaim, settings.NationalIdClaim);
        options.SaveTokens = true;
        options.CallbackPath = CallbackPath;
        options.SignedOutCallbackPath = "/sign-out/provider";
        options.SignedOutRedirectUri = "/sign-in";
        options.RemoteSignOutPath = default;
        options.SignInScheme = PortalSession.Scheme;
        options.SignOutScheme = PortalSession.Scheme;
        foreach (var (cookie, use) in ((CookieBuilder, string)[])[(options.CorrelationCookie, "state-"), (options.NonceCookie, "nonce-")])
        {
            cookie.Name = CookiePrefix + use;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.AcrValues = settings.AcrValues;
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = context =>
        {
            if (!settings.AcrValues.Split(' ').Contains(context.SecurityToken.Claims.FirstOrDefault(claim => claim.Type == "acr")?.Value))
                context.Fail("The provider did not sign the person in with the strength that was asked for.");
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = context => context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>().ReceiveAsync(context);
        options.Events.OnRemoteFailure = context => context.HttpContext.RequestServices.GetRequiredService<ProviderSignIn>().RefuseAsync(context);
    }
}
