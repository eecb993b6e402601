using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.SignIn.OpenIdConnect;
using Microsoft.AspNetCore.Authentication;

namespace CptsReferral.Gateway.Portal.SignIn;

static class SignOut
{
    // The policy says who posts, which the form's token names; a session that has ended meanwhile is no reason to refuse.
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async Task<IResult> (HttpContext context, IFormCollection _) =>
        {
            var atProvider = await PortalSession.IsOfProviderAsync(context);
            await PortalSession.EndAsync(context);
            // The provider would sign the next person at this computer in as the last one.
            return atProvider
                ? TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/sign-in" }, [ProviderHandshake.Scheme])
                : TypedResults.LocalRedirect("/sign-in");
        }).RequireAuthorization(PortalSession.Policy).AllowAnonymous().ExcludeFromDescription();
}
