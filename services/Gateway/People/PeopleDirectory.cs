using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.SignIn;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.People;

/// <summary>The coordinator's directory: who takes part, in which function, reached where.</summary>
sealed class PeopleDirectory(CptsDbContext db, Accounts accounts, Activations activations, AccountBook book)
{
    static readonly Refusal Unknown = new NotFound("person.unknown", "Cette personne n'existe pas.", "There is no such person.");

    static readonly Fault NumberTaken = new("nationalId", "taken", "Un autre membre a déjà ce numéro.", "Another member has this number already.");

    static readonly Refusal NotYourself = new Forbidden(
        "person.yourself", "On ne se retire pas soi-même la coordination.", "Nobody takes the coordination away from themselves.");

    public async Task<Outcome<Page<PersonLine>>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var name = "";
        var id = Guid.Empty;
        if (!Paging.TryRead(cursor, limit, place => TryReadPlace(place, out name, out id), out var page))
            return Unreadable.Query("cursor");
        var people = db.Set<Person>().AsNoTracking();
        if (page.After is not null)
            people = people.Where(p => string.Compare(p.DisplayName, name) > 0 || (p.DisplayName == name && p.Id > id));
        var rows = await people.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(page.Limit + 1).ToListAsync(cancellation);
        return page.Of(rows, PersonLine.Of, p => $"{p.Id:N}{p.DisplayName}");
    }

    /// <summary>The person that the caller acts for.</summary>
    public async Task<PersonLine> MeAsync(Caller caller, CancellationToken cancellation) =>
        PersonLine.Of(await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == caller.PersonId, cancellation));

    /// <summary>Everything a coordinator may change of a member, as it is.</summary>
    public async Task<Outcome<PersonDetails>> ReadAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        return await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is { } person ? PersonDetails.Of(person) : Unknown;
    }

    public async Task<Outcome<Credentials>> AddAsync(Caller caller, Body<NewPerson> body, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (body.Unreadable is { } unreadable)
            return unreadable;
        var faults = new Faults(body.Faults);
        PersonValidation.Check(body.Value, faults);
        await CheckNobodyElseHasAsync(body.Value?.NationalId, Guid.Empty, faults, cancellation);
        if (faults.Refusal is { } refusal)
            return refusal;

        var person = new Person();
        Write(body.Value!, person);
        try
        {
            return await accounts.AddAsync(person, cancellation: cancellation);
        }
        catch (DbUpdateException conflict) when (conflict.IsUniqueViolation())
        {
            return new Invalid([NumberTaken]);
        }
    }

    /// <summary>Changes a member. A webhook's secret that is not given stays as it is.</summary>
    public async Task<Outcome<PersonDetails>> EditAsync(Guid id, Caller caller, Body<NewPerson> body, bool active, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (body.Unreadable is { } unreadable)
            return unreadable;
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } person)
            return Unknown;
        var change = body.Value is { WebhookUrl: not null, WebhookSecret: null or "" } same ? same with { WebhookSecret = person.WebhookSecret } : body.Value;
        var faults = new Faults(body.Faults);
        PersonValidation.Check(change, faults);
        await CheckNobodyElseHasAsync(change?.NationalId, id, faults, cancellation);
        if (faults.Refusal is { } refusal)
            return refusal;
        if (id == caller.PersonId && (!active || change!.Function != caller.Function))
            return NotYourself;

        Write(change!, person);
        person.Active = active;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException conflict) when (conflict.IsUniqueViolation())
        {
            return new Invalid([NumberTaken]);
        }

        return PersonDetails.Of(person);
    }

    /// <summary>A link with which a member chooses how they sign in: the first time, or after they lost everything.</summary>
    public async Task<Outcome<ActivationLink>> InviteAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        return await activations.IssueAsync(id, cancellation) is { } link ? link : Unknown;
    }

    /// <summary>Ends every session of a member at the portal within a minute: a telephone was lost. They sign in again as before.</summary>
    public async Task<Refusal?> SignOutAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (!await db.Set<Person>().AnyAsync(p => p.Id == id, cancellation))
            return Unknown;
        await book.EndSessionsAsync(id, cancellation);
        return null;
    }

    /// <summary>A new secret for a member's software: the old one is known to somebody, or simply old.</summary>
    public async Task<Outcome<Credentials>> RotateAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        return await accounts.RotateAsync(id, cancellation) is { } credentials ? credentials : Unknown;
    }

    async Task CheckNobodyElseHasAsync(string? nationalId, Guid id, Faults faults, CancellationToken cancellation)
    {
        if (NationalIds.Read(nationalId) is { } read && await db.Set<Person>().AnyAsync(p => p.NationalId == read && p.Id != id, cancellation))
            faults.AddRange([NumberTaken]);
    }

    static void Write(NewPerson said, Person person)
    {
        person.DisplayName = said.DisplayName!.Trim();
        person.Function = said.Function!;
        person.Email = said.Email!;
        person.SecondEmail = said.SecondEmail;
        person.Phone = said.Phone;
        person.WebhookUrl = said.WebhookUrl;
        person.WebhookSecret = said.WebhookSecret;
        // Left out, it stays: a caller that does not know of it must not take it away.
        if (said.NationalId is { } id)
            person.NationalId = NationalIds.Read(id);
    }

    static bool TryReadPlace(string place, out string name, out Guid id)
    {
        name = place.Length > 32 ? place[32..] : "";
        id = Guid.Empty;
        return name.Length > 0 && !name.Any(char.IsControl) && Guid.TryParseExact(place[..32], "N", out id);
    }
}
