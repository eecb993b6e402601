using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

/// <summary>For whom a request may be made: members who could have asked themselves. A nurse of a care home asks for the patient's doctor.</summary>
sealed class NamedDoctors(CptsDbContext db, LaneCatalogue lanes)
{
    static readonly Refusal UnknownLane = new NotFound("lane.unknown", "Cette filière n'existe pas.", "There is no such lane.");

    /// <summary>Those whom the caller may name in a lane, by name: members of the functions that the lane lists before the caller's own.</summary>
    public async Task<Outcome<Page<PersonView>>> ListAsync(string lane, Caller caller, CancellationToken cancellation)
    {
        if (await lanes.GetCurrentAsync(lane, cancellation) is not { } document)
            return UnknownLane;
        if (!document.IsAskedBy(caller.Function))
            return SubmitReferrals.NotARequester;
        var functions = document.Requesters.TakeWhile(function => function != caller.Function).Where(document.IsAskedBy).ToList();
        var people = await db.Set<Person>().AsNoTracking()
            .Where(person => person.Active && functions.Contains(person.Function))
            .OrderBy(person => person.DisplayName).ThenBy(person => person.Id)
            .ToListAsync(cancellation);
        return new Page<PersonView>([.. people.Select(person => new PersonView(person.Id, person.Function, person.DisplayName))], Next: null);
    }

    public async Task CheckAsync(Guid? doctor, Caller caller, LaneDocument? lane, string field, Faults faults, CancellationToken cancellation)
    {
        if (doctor is null)
            return;
        if (doctor == caller.PersonId)
        {
            faults.Add(field, "yourself", "On ne se nomme pas soi-même : laissez ce champ vide.", "Nobody names themselves: leave this field out.");
            return;
        }

        var function = await db.Set<Person>().Where(person => person.Id == doctor && person.Active).Select(person => person.Function).SingleOrDefaultAsync(cancellation);
        if (function is null)
            faults.Add(field, "unknown-person", "Cette personne n'existe pas.", "There is no such person.");
        else if (lane is not null && !lane.IsAskedBy(function))
            faults.Add(field, "not-a-requester", "La fonction de cette personne ne permet pas de demander dans cette filière.", "The function of this person may not ask in this lane.");
    }
}
