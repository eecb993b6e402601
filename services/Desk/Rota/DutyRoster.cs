using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Rota;

/// <summary>Who is told about a lane.</summary>
sealed class DutyRoster(DbContext db, TimeProvider time)
{
    readonly Dictionary<(string Code, int Version), IReadOnlyList<Guid>> onDuty = [];

    /// <summary>Those whom the rota names now; without a rota all who answer the lane; without any of them the back-up. Asked once for all that reaches
    /// the desk in one transaction.</summary>
    public async Task<IReadOnlyList<Guid>> OnDutyAsync(LaneDocument lane, CancellationToken cancellation)
    {
        if (!onDuty.TryGetValue((lane.Code, lane.Version), out var people))
            onDuty[(lane.Code, lane.Version)] = people = await FindOnDutyAsync(lane, time.GetUtcNow().UtcDateTime, cancellation);
        return people;
    }

    async Task<IReadOnlyList<Guid>> FindOnDutyAsync(LaneDocument lane, DateTime atUtc, CancellationToken cancellation)
    {
        var shifts = db.Set<DutyShift>().Where(shift => shift.Desk == lane.Desk.Code && shift.FromUtc <= atUtc && atUtc < shift.ToUtc);
        var named = await Active()
            .Where(person => shifts.Select(shift => shift.PersonId).Contains(person.Id))
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
