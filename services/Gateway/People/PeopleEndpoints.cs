using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.SignIn;
using CptsReferral.Referrals.People;

namespace CptsReferral.Gateway.People;

static class PeopleEndpoints
{
    public static RouteGroupBuilder MapPeople(this RouteGroupBuilder api)
    {
        api.MapGet("/people", (Caller caller, PeopleDirectory people, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(people.ListAsync(caller, cursor, limit, cancellation)))
            .Produces<Page<PersonLine>>().WithProblems(400, 403)
            .WithName("listPeople").WithSummary("The members of the CPTS.");
        api.MapPost("/people", (Caller caller, Body<NewPerson> body, PeopleDirectory people, CancellationToken cancellation) =>
                Replies.OfAsync(people.AddAsync(caller, body, cancellation), credentials => TypedResults.Json(credentials, statusCode: StatusCodes.Status201Created)))
            .Produces<Credentials>(StatusCodes.Status201Created).WithProblems(400, 403, 413, 415, 422)
            .WithName("addPerson").WithSummary("Add a member; the reply holds the credentials of their software, shown once.");
        api.MapPost("/people/{id:guid}/activation", (Guid id, Caller caller, HttpRequest request, PeopleDirectory people, CancellationToken cancellation) =>
                Replies.OfAsync(people.InviteAsync(id, caller, cancellation), link => TypedResults.Json(Invitation.Of(link, request), statusCode: StatusCodes.Status201Created)))
            .Produces<Invitation>(StatusCodes.Status201Created).WithProblems(403, 404)
            .WithName("invitePerson").WithSummary("A link with which a member chooses how they sign in to the portal, shown once. An earlier link, and what they signed in with before, ends.");
        api.MapPost("/people/{id:guid}/sign-out", (Guid id, Caller caller, PeopleDirectory people, CancellationToken cancellation) =>
                Replies.OfAsync(people.SignOutAsync(id, caller, cancellation)))
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("signPersonOut").WithSummary("End every session of a member at the portal, within a minute. How they sign in stays as it is.");
        api.MapPost("/people/{id:guid}/credentials", (Guid id, Caller caller, PeopleDirectory people, CancellationToken cancellation) =>
                Replies.OfAsync(people.RotateAsync(id, caller, cancellation), credentials => TypedResults.Json(credentials, statusCode: StatusCodes.Status201Created)))
            .Produces<Credentials>(StatusCodes.Status201Created).WithProblems(403, 404)
            .WithName("rotateCredentials").WithSummary("A new secret for a member's software, shown once. The old one works no more; tokens that it got end within half an hour.");
        api.MapGet("/me", async (Caller caller, PeopleDirectory people, CancellationToken cancellation) => TypedResults.Ok(await people.MeAsync(caller, cancellation)))
            .Produces<PersonLine>().WithProblems()
            .WithName("getMe").WithSummary("The person that the caller acts for.");
        return api;
    }
}

/// <summary>
/// A new member. Notices go to <paramref name="Email"/>, then to <paramref name="SecondEmail"/>; webhooks are signed with <paramref name="WebhookSecret"/>;
/// <paramref name="NationalId"/> (an RPPS number, or PS_IdNat with its prefix) lets them sign in with Pro Santé Connect.
/// </summary>
sealed record NewPerson(
    [property: Required, MaxLength(200)] string? DisplayName,
    [property: Required, MaxLength(64)] string? Function,
    [property: Required, MaxLength(254)] string? Email,
    [property: MaxLength(254)] string? SecondEmail,
    [property: MaxLength(32)] string? Phone,
    [property: MaxLength(500)] string? WebhookUrl,
    [property: MaxLength(200)] string? WebhookSecret,
    [property: MaxLength(64)] string? NationalId = null);

/// <summary>A member.</summary>
public sealed record PersonLine(Guid Id, string DisplayName, string Function, string Email, bool Active)
{
    internal static PersonLine Of(Person person) => new(person.Id, person.DisplayName, person.Function, person.Email, person.Active);
}

/// <summary>A member with what a coordinator may change; a webhook's secret is never shown.</summary>
sealed record PersonDetails(Guid Id, string DisplayName, string Function, string Email, string? SecondEmail, string? Phone, string? WebhookUrl, bool Active, string? NationalId)
{
    public static PersonDetails Of(Person person) => new(
        person.Id, person.DisplayName, person.Function, person.Email, person.SecondEmail, person.Phone, person.WebhookUrl, person.Active, person.NationalId);
}

/// <summary>Where a member chooses how they sign in, until when.</summary>
sealed record Invitation(Uri Url, DateTimeOffset ExpiresAt)
{
    public static Invitation Of(ActivationLink link, HttpRequest request) =>
        new(new Uri($"{request.Scheme}://{request.Host}{link.Path}"), new DateTimeOffset(link.ExpiresUtc));
}
