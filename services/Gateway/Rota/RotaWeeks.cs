using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Calendars;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Rota;

/// <summary>A week of every desk: who is on duty, and when nobody is although the clock runs.</summary>
sealed class RotaWeeks(CptsDbContext db, LaneCatalogue lanes)
{
    public const int Days = 7;

    /// <param name="monday">Its first day, in Europe/Paris.</param>
    public async Task<Outcome<RotaWeek>> ReadAsync(Caller caller, DateOnly monday, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var from = ParisTime.FromLocal(monday.ToDateTime(TimeOnly.MinValue)).UtcDateTime;
        var to = ParisTime.FromLocal(monday.AddDays(Days).ToDateTime(TimeOnly.MinValue)).UtcDateTime;
        var desks = new List<DeskWeek>();
        foreach (var desk in (await lanes.ListAsync(cancellation)).GroupBy(lane => lane.Desk.Code, StringComparer.Ordinal))
            desks.Add(await ReadDeskAsync(desk.Key, [.. desk], from, to, cancellation));
        return new RotaWeek(monday, desks);
    }

    async Task<DeskWeek> ReadDeskAsync(string desk, IReadOnlyList<LaneDocument> its, DateTime from, DateTime to, CancellationToken cancellation)
    {
        var shifts = await db.Set<DutyShift>().AsNoTracking().Where(shift => shift.Desk == desk && shift.ToUtc > from && shift.FromUtc < to)
            .Join(db.Set<Person>(), shift => shift.PersonId, person => person.Id, (shift, person) => new { shift.Id, shift.FromUtc, shift.ToUtc, person.DisplayName })
            .OrderBy(row => row.FromUtc).ToListAsync(cancellation);
        var functions = its.SelectMany(lane => lane.Desk.Functions).Concat(its.SelectMany(lane => lane.Desk.Backup)).Distinct(StringComparer.Ordinal).ToList();
        var members = await db.Set<Person>().AsNoTracking().Where(p => p.Active && functions.Contains(p.Function)).OrderBy(p => p.DisplayName).ToListAsync(cancellation);
        var closed = ServiceCalendar.Of(its[0].Clock.Stages[^1].Calendar).Exclusions(from, to).Select(closed => (closed.FromUtc, closed.ToUtc));
        return new DeskWeek(
            desk,
            its[0].Desk.Title,
            [.. its.Select(lane => lane.Title)],
            [.. members.Select(Member)],
            [.. shifts.Select(row => new DutyLine(row.Id, row.DisplayName, ParisTime.Of(row.FromUtc), ParisTime.Of(row.ToUtc)))],
            shifts.Count == 0 ? [] : Gaps(shifts.Select(row => (row.FromUtc, row.ToUtc)).Concat(closed), from, to));

        static DeskMember Member(Person person) => new(person.Id, person.DisplayName, person.Function);
    }

    /// <summary>What is left of the week between the times that are covered, or closed.</summary>
    static List<RotaGap> Gaps(IEnumerable<(DateTime From, DateTime To)> covered, DateTime from, DateTime to)
    {
        var gaps = new List<RotaGap>();
        var reached = from;
        foreach (var (start, end) in covered.OrderBy(span => span.From))
        {
            if (start > reached)
                gaps.Add(new RotaGap(ParisTime.Of(reached), ParisTime.Of(start < to ? start : to)));
            reached = end > reached ? end : reached;
        }

        if (reached < to)
            gaps.Add(new RotaGap(ParisTime.Of(reached), ParisTime.Of(to)));
        return gaps;
    }
}

/// <summary>Every desk over one week.</summary>
sealed record RotaWeek(DateOnly Monday, IReadOnlyList<DeskWeek> Desks);

/// <summary>One desk. Without any shift all week there is no gap to tell: then everybody of the desk is told.</summary>
public sealed record DeskWeek(
    string Code, LaneText Title, IReadOnlyList<LaneText> Lanes, IReadOnlyList<DeskMember> Members, IReadOnlyList<DutyLine> Shifts, IReadOnlyList<RotaGap> Gaps);

/// <summary>Who may be on duty for a desk.</summary>
public sealed record DeskMember(Guid Id, string Name, string Function);

/// <summary>One shift with the name of its person.</summary>
public sealed record DutyLine(Guid Id, string Name, DateTimeOffset From, DateTimeOffset To);

/// <summary>Nobody is on duty, though the clock runs.</summary>
public sealed record RotaGap(DateTimeOffset From, DateTimeOffset To);
