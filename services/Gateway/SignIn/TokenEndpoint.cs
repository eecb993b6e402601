using System.Security.Claims;
using CptsReferral.Gateway.Callers;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>OAuth 2 client credentials: each client acts for one person.</summary>
static class TokenEndpoint
{
    public const string Path = "/connect/token";

    public static void MapTokenEndpoint(this IEndpointRouteBuilder routes) => routes.MapPost(Path, IssueAsync).AllowAnonymous().ExcludeFromDescription();

    static async Task<IResult> IssueAsync(HttpContext context, IOpenIddictApplicationManager applications, CptsDbContext db, CancellationToken cancellation)
    {
        // OpenIddict has checked the client and its secret before this runs.
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The token endpoint is reached through OpenIddict only.");
        var application = await applications.FindByClientIdAsync(request.ClientId!, cancellation)
            ?? throw new InvalidOperationException("A validated client has an application.");
        var properties = await applications.GetPropertiesAsync(application, cancellation);
        var person = properties.TryGetValue(Accounts.PersonProperty, out var id)
            ? await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id.GetGuid() && p.Active, cancellation)
            : null;
        if (person is null)
        {
            return Results.Forbid(
                new(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.UnauthorizedClient }),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, person.Id.ToString());
        identity.SetClaim(Caller.FunctionClaim, person.Function);
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
