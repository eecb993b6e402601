using CptsReferral.Gateway.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.SignIn.OpenIdConnect;

/// <summary>Where the button leads: on to the provider. A link, not a form: browsers hold a form's whole way to <c>form-action</c>.</summary>
static class ProviderEndpoint
{
    public const string Path = "/sign-in/provider";

    public static void MapProviderSignIn(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<OpenIdConnectSignInOptions>>().Value.IsOffered)
        {
            routes.MapGet(Path, (string? returnUrl) => TypedResults.Challenge(
                new AuthenticationProperties { RedirectUri = LocalAddress.Or(returnUrl, "/") }, [ProviderHandshake.Scheme])).AllowAnonymous().ExcludeFromDescription();
        }
    }
}
