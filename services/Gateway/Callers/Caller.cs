using System.Security.Claims;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.Callers;

/// <summary>The person a request acts for, as the access token says.</summary>
sealed record Caller(Guid PersonId, string Function)
{
    public const string FunctionClaim = "cpts_function";

    public static readonly Refusal OnlyCoordinators = new Forbidden("role.coordinators-only", "Réservé à la coordination.", "For coordinators only.");

    public static readonly Refusal OnlyDataProtection = new Forbidden(
        "role.data-protection-only", "Réservé à la protection des données.", "For the data-protection officer only.");

    public bool IsCoordinator => Function == Functions.Coordinator;

    public bool IsDataProtectionOfficer => Function == Functions.DataProtectionOfficer;

    public Actor AsActor() => new(PersonId, Function);

    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(From(context.User));

    public static Caller? From(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(OpenIddictConstants.Claims.Subject), out var person)
        && user.FindFirstValue(FunctionClaim) is { } function
            ? new Caller(person, function)
            : null;
}
