using CptsReferral.Gateway.Portal.Security;

namespace CptsReferral.Gateway.Portal.SignIn;

static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext context, IFormCollection _) =>
        {
            await PortalSession.EndAsync(context);
            return TypedResults.LocalRedirect("/sign-in");
        }).AllowAnonymous().ExcludeFromDescription();
}
