using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Referrals.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Rota;

/// <summary>Who is on duty for a desk, and when. Without a shift for an instant, everybody who answers the lane is told.</summary>
sealed class DutyRota(CptsDbContext db, LaneCatalogue lanes, TimeProvider time)
{
    static readonly TimeSpan LongestShift = TimeSpan.FromDays(31);

    static readonly Refusal Unknown = new NotFound("shift.unknown", "Cette garde n'existe pas.", "There is no such shift.");

    /// <summary>The shifts that have not ended, the next to end first.</summary>
    public async Task<Page<ShiftView>> ListAsync(string desk, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var shifts = await db.Set<DutyShift>().AsNoTracking()
            .Where(shift => shift.Desk == desk && shift.ToUtc > now)
            .OrderBy(shift => shift.ToUtc).Take(Paging.MaxLimit).ToListAsync(cancellation);
        return new([.. shifts.Select(ShiftView.Of)], Next: null);
    }

    public async Task<Outcome<ShiftView>> AddAsync(string desk, Caller caller, Body<NewShift> body, CancellationToken cancellation)
    {
        if (await RefuseAsync(desk, caller, body, cancellation) is { } refusal)
            return refusal;
        var said = body.Value!;
        var added = new DutyShift
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Desk = desk,
            PersonId = said.PersonId!.Value,
            FromUtc = said.From!.Value.UtcDateTime,
            ToUtc = said.To!.Value.UtcDateTime,
        };
        db.Add(added);
        await db.SaveChangesAsync(cancellation);
        return ShiftView.Of(added);
    }

    public async Task<Refusal?> RemoveAsync(string desk, Guid id, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        return await db.Set<DutyShift>().Where(shift => shift.Id == id && shift.Desk == desk).ExecuteDeleteAsync(cancellation) > 0 ? null : Unknown;
    }

    async Task<Refusal?> RefuseAsync(string desk, Caller caller, Body<NewShift> body, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (body.Unreadable is { } unreadable)
            return unreadable;
        var faults = new Faults(body.Faults);
        var shift = body.Value;
        if ((await lanes.ListAsync(cancellation)).All(lane => lane.Desk.Code != desk))
            faults.Add("desk", "unknown-desk", "Aucune filière n'a ce groupe de réponse.", "No lane has this desk.");
        if (faults.Required("personId", shift?.PersonId) && !await db.Set<Person>().AnyAsync(person => person.Id == shift!.PersonId && person.Active, cancellation))
            faults.Add("personId", "unknown-person", "Cette personne n'existe pas.", "There is no such person.");
        if (faults.Required("from", shift?.From) & faults.Required("to", shift?.To) && (shift!.To <= shift.From || shift.To - shift.From > LongestShift))
            faults.Add("to", "out-of-range", "La fin suit le début, de 31 jours au plus.", "The end follows the start, by 31 days at most.");
        return faults.Refusal;
    }
}
