using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.SignIn;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.People;

/// <summary>The coordinator's directory: who takes part, in which function, reached where.</summary>
static class PeopleEndpoints
{
    public static RouteGroupBuilder MapPeople(this RouteGroupBuilder api)
    {
        api.MapGet("/people", ListAsync)
            .Produces<Page<PersonLine>>().WithProblems(400, 403)
            .WithName("listPeople").WithSummary("The members of the CPTS.");
        api.MapPost("/people", AddAsync)
            .Produces<Credentials>(StatusCodes.Status201Created).WithProblems(400, 403, 413, 415, 422)
            .WithName("addPerson").WithSummary("Add a member; the reply holds the credentials of their software, shown once.");
        api.MapGet("/me", async (Caller caller, CptsDbContext db, CancellationToken cancellation) =>
                TypedResults.Ok(PersonLine.Of(await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == caller.PersonId, cancellation))))
            .Produces<PersonLine>().WithProblems()
            .WithName("getMe").WithSummary("The person that the caller acts for.");
        return api;
    }

    static async Task<IResult> ListAsync(Caller caller, CptsDbContext db, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        var name = "";
        var id = Guid.Empty;
        if (!Paging.TryRead(cursor, limit, place => TryReadPlace(place, out name, out id), out var page))
            return Problem.From(Unreadable.Query("cursor"));
        var people = db.Set<Person>().AsNoTracking();
        if (page.After is not null)
            people = people.Where(p => string.Compare(p.DisplayName, name) > 0 || (p.DisplayName == name && p.Id > id));
        var rows = await people.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(page.Limit + 1).ToListAsync(cancellation);
        return TypedResults.Ok(page.Of(rows, PersonLine.Of, p => $"{p.Id:N}{p.DisplayName}"));
    }

    static bool TryReadPlace(string place, out string name, out Guid id)
    {
        name = place.Length > 32 ? place[32..] : "";
        id = Guid.Empty;
        return name.Length > 0 && !name.Any(char.IsControl) && Guid.TryParseExact(place[..32], "N", out id);
    }

    static async Task<IResult> AddAsync(Caller caller, Body<NewPerson> body, Accounts accounts, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        if (body.Unreadable is { } unreadable)
            return Problem.From(unreadable);
        var faults = new Faults(body.Faults);
        var person = body.Value;
        faults.RequiredText("displayName", person?.DisplayName, 200);
        faults.RequiredText("function", person?.Function, 64);
        faults.RequiredText("email", person?.Email, 254);
        CheckMail("email", person?.Email, faults);
        faults.NoLongerThan("secondEmail", person?.SecondEmail, 254);
        CheckMail("secondEmail", person?.SecondEmail, faults);
        faults.NoLongerThan("phone", person?.Phone, 32);
        if (person?.WebhookUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback) && url.Length <= 500))
            faults.Add("webhookUrl", "pattern", "Une adresse https est attendue.", "An https address is expected.");
        if (person?.WebhookUrl is not null)
            faults.RequiredText("webhookSecret", person.WebhookSecret, 200);
        if (faults.Refusal is { } refusal)
            return Problem.From(refusal);

        var credentials = await accounts.AddAsync(
            new Person
            {
                DisplayName = person!.DisplayName!.Trim(),
                Function = person.Function!,
                Email = person.Email!,
                SecondEmail = person.SecondEmail,
                Phone = person.Phone,
                WebhookUrl = person.WebhookUrl,
                WebhookSecret = person.WebhookSecret,
            },
            cancellation: cancellation);
        return TypedResults.Json(credentials, statusCode: StatusCodes.Status201Created);
    }

    static void CheckMail(string field, string? value, Faults faults)
    {
        if (value is { Length: > 0 } && (value.Any(char.IsControl) || !System.Net.Mail.MailAddress.TryCreate(value, out var address) || address.Address != value))
            faults.Add(field, "pattern", "Cette adresse de courriel n'est pas valide.", "This mail address is not valid.");
    }
}

/// <summary>A new member. Notices go to <paramref name="Email"/>, then to <paramref name="SecondEmail"/>; webhooks are signed with <paramref name="WebhookSecret"/>.</summary>
sealed record NewPerson(
    [property: Required, MaxLength(200)] string? DisplayName,
    [property: Required, MaxLength(64)] string? Function,
    [property: Required, MaxLength(254)] string? Email,
    [property: MaxLength(254)] string? SecondEmail,
    [property: MaxLength(32)] string? Phone,
    [property: MaxLength(500)] string? WebhookUrl,
    [property: MaxLength(200)] string? WebhookSecret);

/// <summary>A member.</summary>
sealed record PersonLine(Guid Id, string DisplayName, string Function, string Email, bool Active)
{
    public static PersonLine Of(Person person) => new(person.Id, person.DisplayName, person.Function, person.Email, person.Active);
}
