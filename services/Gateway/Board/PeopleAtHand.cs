using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>Whom to call about a lane now: who holds the referral, who is on duty, else everybody of the desk.</summary>
sealed class PeopleAtHand(CptsDbContext db, LaneCatalogue lanes, TimeProvider time)
{
    const int Most = 6;

    readonly Dictionary<string, IReadOnlyList<PersonAtHand>> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<PersonAtHand>> ForAsync(string lane, Guid? holder, CancellationToken cancellation)
    {
        if (!known.TryGetValue(lane, out var desk))
            known[lane] = desk = await OfDeskAsync(lane, cancellation);
        if (holder is not { } id || await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } person)
            return desk;
        return [PersonAtHand.Of(person, AtHand.Holds), .. desk.Where(other => other.Id != id)];
    }

    async Task<IReadOnlyList<PersonAtHand>> OfDeskAsync(string lane, CancellationToken cancellation)
    {
        if (await lanes.GetCurrentAsync(lane, cancellation) is not { } document)
            return [];
        var now = time.GetUtcNow().UtcDateTime;
        var onDuty = await db.Set<DutyShift>().AsNoTracking().Where(shift => shift.Desk == document.Desk.Code && shift.ToUtc > now && shift.FromUtc <= now)
            .Join(db.Set<Person>().Where(p => p.Active), shift => shift.PersonId, person => person.Id, (_, person) => person).Distinct().OrderBy(p => p.DisplayName)
            .ToListAsync(cancellation);
        if (onDuty.Count > 0)
            return [.. onDuty.Select(person => PersonAtHand.Of(person, AtHand.OnDuty))];
        var functions = document.Desk.Functions;
        var members = await db.Set<Person>().AsNoTracking().Where(p => p.Active && functions.Contains(p.Function)).OrderBy(p => p.DisplayName).Take(Most).ToListAsync(cancellation);
        return [.. members.Select(person => PersonAtHand.Of(person, AtHand.OfDesk))];
    }
}

/// <summary>Why somebody is the one to call.</summary>
public enum AtHand
{
    /// <summary>Has the referral in hand.</summary>
    Holds,

    /// <summary>On duty for the desk now.</summary>
    OnDuty,

    /// <summary>Of the desk, which has nobody on duty now.</summary>
    OfDesk,
}

/// <summary>Somebody to call.</summary>
public sealed record PersonAtHand(Guid Id, string Name, string? Phone, string Email, AtHand Why)
{
    internal static PersonAtHand Of(Person person, AtHand why) => new(person.Id, person.DisplayName, person.Phone, person.Email, why);
}
