using CptsReferral.Gateway.Portal.Security;

namespace CptsReferral.Gateway.Portal.SignIn;

static class SignOut
{
    // The policy says who posts, which the form's token names; a session that has ended meanwhile is no reason to refuse.
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext context, IFormCollection _) =>
        {
            await PortalSession.EndAsync(context);
            return TypedResults.LocalRedirect("/sign-in");
        }).RequireAuthorization(PortalSession.Policy).AllowAnonymous().ExcludeFromDescription();
}
