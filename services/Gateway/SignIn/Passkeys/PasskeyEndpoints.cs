using System.Net.Mime;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Security;

namespace CptsReferral.Gateway.SignIn.Passkeys;

/// <summary>What the page's script asks for before it turns to the device. What the device answers comes back in a form.</summary>
static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey-options", AskAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/activate/{secret}/passkey-options", MakeForActivationAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/account/passkey-options", MakeForCallerAsync).RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();
    }

    static async Task<IResult> AskAsync(HttpContext context, PasskeySignIn passkeys, Pace pace) => pace.Allows(context)
        ? TypedResults.Text(await passkeys.MakeRequestOptionsAsync(context), MediaTypeNames.Application.Json)
        : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);

    static async Task<IResult> MakeForActivationAsync(HttpContext context, string secret, Activations activations, AccountBook book, PasskeySignIn passkeys) =>
        await MakeAsync(context, await activations.FindAsync(secret, context.RequestAborted), book, passkeys);

    static async Task<IResult> MakeForCallerAsync(HttpContext context, Caller caller, AccountBook book, PasskeySignIn passkeys) =>
        await MakeAsync(context, await book.FindAsync(caller.PersonId, context.RequestAborted), book, passkeys);

    static async Task<IResult> MakeAsync(HttpContext context, Account? account, AccountBook book, PasskeySignIn passkeys) =>
        account is not null && await book.FindPersonAsync(account.Id, context.RequestAborted) is { } person
            ? TypedResults.Text(await passkeys.MakeCreationOptionsAsync(context, account, person), MediaTypeNames.Application.Json)
            : TypedResults.NotFound();
}
