using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings;

/// <summary>Who read what, for the data-protection officer: people, times, references, addresses. Nothing of a patient.</summary>
sealed class ReadingList(CptsDbContext db, ReadingKey key)
{
    public async Task<Outcome<Page<ReadingView>>> ListAsync(Caller caller, ReadingQuestion asked, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        if (!Paging.TryRead(cursor, limit, Paging.IsNumber, out var page))
            return Unreadable.Query("cursor");
        if (!ReadingFilter.TryRead(asked, out var filter, out var wrong))
            return Unreadable.Query(wrong);
        var readings = Matching(filter);
        if (page.After is { } after)
        {
            var number = long.Parse(after, CultureInfo.InvariantCulture);
            readings = readings.Where(reading => reading.Id < number);
        }

        var rows = await readings.OrderByDescending(reading => reading.Id).Take(page.Limit + 1).ToListAsync(cancellation);
        var ids = rows.ConvertAll(reading => reading.PersonId).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        var about = rows.Select(reading => reading.ReferralId).OfType<Guid>().Distinct().ToList();
        var references = await db.Set<Referral>().AsNoTracking().Where(referral => about.Contains(referral.Id)).ToDictionaryAsync(referral => referral.Id, referral => referral.Reference, cancellation);
        var proof = await ReadingProofs.OfAsync(db, key, cancellation);
        return page.Of(
            rows,
            reading => new ReadingView(
                reading.Id,
                ParisTime.Of(reading.AtUtc),
                new PersonView(reading.PersonId, reading.Function, names.GetValueOrDefault(reading.PersonId, "")),
                reading.Kind,
                reading.ReferralId,
                reading.ReferralId is { } referral ? references.GetValueOrDefault(referral) : null,
                reading.AttachmentId,
                reading.Lane,
                reading.Channel,
                reading.Purpose,
                reading.Address,
                proof.Of(reading)),
            reading => reading.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How far the record is sealed, and what the last verification said.</summary>
    public async Task<Outcome<RecordView>> StateAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        var seal = await db.LastSealAsync(cancellation);
        var check = await db.Set<ReadingCheck>().AsNoTracking().OrderByDescending(check => check.Id).FirstOrDefaultAsync(cancellation);
        return new RecordView(
            seal is null ? null : new SealView(seal.Number, ParisTime.Of(seal.AtUtc), seal.UpTo),
            // One that no verification wrote says nothing.
            check is null || !key.Made(check) ? null : new VerificationView(ParisTime.Of(check.AtUtc), check.Readings, check.Seals, check.Findings));
    }

    /// <summary>Whose readings can be asked for.</summary>
    public async Task<IReadOnlyList<PersonView>> PeopleAsync(Caller caller, CancellationToken cancellation) => caller.IsDataProtectionOfficer
        ? await db.Set<Person>().AsNoTracking().OrderBy(person => person.DisplayName).Select(person => new PersonView(person.Id, person.Function, person.DisplayName)).ToListAsync(cancellation)
        : [];

    IQueryable<ContentAccess> Matching(ReadingFilter filter)
    {
        var readings = db.Set<ContentAccess>().AsNoTracking();
        if (filter.Person is { } person)
            readings = readings.Where(reading => reading.PersonId == person);
        if (filter.Referral is { } referral)
            readings = readings.Where(reading => reading.ReferralId == referral);
        if (filter.Reference is { } reference)
            readings = readings.Where(
                reading => reading.ReferralId != null && db.Set<Referral>().Where(referral => referral.Reference == reference).Select(referral => referral.Id).Contains(reading.ReferralId.Value));
        if (filter.FromUtc is { } from)
            readings = readings.Where(reading => reading.AtUtc >= from);
        if (filter.BeforeUtc is { } before)
            readings = readings.Where(reading => reading.AtUtc < before);
        return readings;
    }
}
