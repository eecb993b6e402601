using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings;

/// <summary>Who has read a request, for the people concerned by it.</summary>
sealed class ReferralReaders(CptsDbContext db, LaneCatalogue lanes, EmergencyReading emergency)
{
    public async Task<Outcome<Page<ReaderView>>> ListAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } referral)
            return ReferralAccess.Unknown;
        if ((await emergency.OfAsync(caller, referral, await lanes.OfAsync(referral, cancellation), cancellation)).Refusal is { } hidden)
            return hidden;
        return new Page<ReaderView>(await OfAsync(id, cancellation), Next: null);
    }

    /// <summary>One line a person, function and purpose, who read last on top. Pages of lists are not counted. For a request that the caller has just been shown.</summary>
    public async Task<IReadOnlyList<ReaderView>> OfAsync(Guid id, CancellationToken cancellation)
    {
        var readings = await db.Set<ContentAccess>().AsNoTracking()
            .Where(access => access.ReferralId == id)
            .GroupBy(access => new { access.PersonId, access.Function, access.Purpose })
            .Select(one => new { one.Key.PersonId, one.Key.Function, one.Key.Purpose, First = one.Min(a => a.AtUtc), Last = one.Max(a => a.AtUtc), Times = one.Count() })
            .ToListAsync(cancellation);
        var ids = readings.ConvertAll(reading => reading.PersonId);
        var names = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        return
        [
            .. readings.OrderByDescending(reading => reading.Last).Select(reading => new ReaderView(
                new PersonView(reading.PersonId, reading.Function, names.GetValueOrDefault(reading.PersonId, "")),
                ParisTime.Of(reading.First), ParisTime.Of(reading.Last), reading.Times, reading.Purpose)),
        ];
    }
}

/// <summary>Somebody who read the request or its files: in which function, first and last when, how many times.</summary>
/// <param name="Purpose">By what right, where it is not the ordinary one of the people concerned.</param>
public sealed record ReaderView(PersonView Person, DateTimeOffset First, DateTimeOffset Last, int Times, ContentAccessPurpose? Purpose);
