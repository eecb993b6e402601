using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Rota;

/// <summary>Who is told about a lane.</summary>
sealed class DutyRoster(DbContext db)
{
    /// <summary>Those whom the rota names at that instant; without a rota all who answer the lane; without any of them the back-up.</summary>
    public async Task<IReadOnlyList<Guid>> OnDutyAsync(LaneDocument lane, DateTime atUtc, CancellationToken cancellation)
    {
        var named = await Active()
            .Where(person => db.Set<DutyShift>().Any(shift =>
                shift.PersonId == person.Id && shift.Desk == lane.Desk.Code && shift.FromUtc <= atUtc && atUtc < shift.ToUtc))
            .Select(person => person.Id)
            .ToListAsync(cancellation);
        if (named.Count > 0)
            return named;
        var group = await GroupAsync(lane, cancellation);
        return group.Count > 0 ? group : await BackupAsync(lane, cancellation);
    }

    /// <summary>Everybody who answers the lane.</summary>
    public Task<IReadOnlyList<Guid>> GroupAsync(LaneDocument lane, CancellationToken cancellation) =>
        WithFunctionAsync(lane.Desk.Functions, cancellation);

    public Task<IReadOnlyList<Guid>> BackupAsync(LaneDocument lane, CancellationToken cancellation) =>
        WithFunctionAsync(lane.Desk.Backup, cancellation);

    public Task<IReadOnlyList<Guid>> CoordinatorsAsync(CancellationToken cancellation) =>
        WithFunctionAsync([Functions.Coordinator], cancellation);

    async Task<IReadOnlyList<Guid>> WithFunctionAsync(IReadOnlyList<string> functions, CancellationToken cancellation) =>
        await Active().Where(person => functions.Contains(person.Function)).Select(person => person.Id).ToListAsync(cancellation);

    IQueryable<Person> Active() => db.Set<Person>().AsNoTracking().Where(person => person.Active);
}
