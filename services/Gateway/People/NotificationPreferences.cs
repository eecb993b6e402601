using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.People;

/// <summary>How a member wants to be told, by themselves. That an answer came back is always told: nobody can switch that off.</summary>
sealed class NotificationPreferences(CptsDbContext db)
{
    public Task<Preferences> ReadAsync(Caller caller, CancellationToken cancellation) => db.Set<Person>().AsNoTracking()
        .Where(person => person.Id == caller.PersonId)
        .Select(person => new Preferences(!person.NoMailOnInformationRequest, person.SecondEmail, person.Phone))
        .SingleAsync(cancellation);

    public async Task<Outcome<Preferences>> SaveAsync(Caller caller, Body<Preferences> body, CancellationToken cancellation)
    {
        if (body.Unreadable is { } unreadable)
            return unreadable;
        var faults = new Faults(body.Faults);
        PersonValidation.CheckReach(body.Value?.SecondEmail, body.Value?.Phone, faults);
        if (faults.Refusal is { } refusal)
            return refusal;
        var person = await db.Set<Person>().SingleAsync(known => known.Id == caller.PersonId, cancellation);
        person.NoMailOnInformationRequest = !body.Value!.MailOnInformationRequest;
        person.SecondEmail = body.Value.SecondEmail;
        person.Phone = body.Value.Phone;
        await db.SaveChangesAsync(cancellation);
        return body.Value;
    }
}

/// <param name="MailOnInformationRequest">A mail when a desk asks for more.</param>
/// <param name="SecondEmail">Where an answer goes that was not opened in time.</param>
/// <param name="Phone">Who works through the call list calls there.</param>
sealed record Preferences(bool MailOnInformationRequest, string? SecondEmail, string? Phone);
