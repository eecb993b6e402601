using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.ReturnLoop;

/// <summary>Requesters to phone: they opened their answer on no channel. Who and which number, no content.</summary>
sealed class CallList(CptsDbContext db, IOptions<CallListOptions> options, TimeProvider time)
{
    static readonly Refusal NotYours = new Forbidden(
        "call-list.not-yours", "La liste d'appels est réservée au secrétariat et à la coordination.", "The call list is for the secretariat and the coordinators.");

    static readonly Refusal Unknown = new NotFound("call.unknown", "Cet appel n'existe pas.", "There is no such call.");

    /// <summary>Whether the caller works through it: the portal shows the way there to nobody else.</summary>
    public bool IsFor(Caller caller) => caller.IsCoordinator || options.Value.Callers.Contains(caller.Function);

    public async Task<Outcome<Page<CallView>>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        if (!IsFor(caller))
            return NotYours;
        var people = db.Set<Person>();
        var rows = await db.Set<CallListEntry>().AsNoTracking().Where(c => c.SettledUtc == null)
            // Who opened it meanwhile need not be phoned.
            .Join(db.Set<Referral>().Where(r => r.OpenedUtc == null), c => c.ReferralId, r => r.Id, (call, referral) => new { call, referral.Reference, referral.GeneralPractitionerId })
            .Join(people, x => x.call.RequesterId, p => p.Id, (x, person) => new
            {
                x.call,
                x.Reference,
                person.DisplayName,
                person.Phone,
                Doctor = people.Where(p => p.Id == x.GeneralPractitionerId).Select(p => p.DisplayName).FirstOrDefault(),
                DoctorPhone = people.Where(p => p.Id == x.GeneralPractitionerId).Select(p => p.Phone).FirstOrDefault(),
            })
            .OrderBy(x => x.call.ListedUtc).Take(Paging.MaxLimit).ToListAsync(cancellation);
        return new Page<CallView>(
            [.. rows.Select(x => new CallView(
                x.call.ReferralId, x.Reference, x.call.Lane, x.DisplayName, x.Phone, ParisTime.Of(x.call.ListedUtc), x.Doctor, x.DoctorPhone))], Next: null);
    }

    /// <summary>The requester was reached.</summary>
    public async Task<Refusal?> SettleAsync(Guid referralId, Caller caller, CancellationToken cancellation)
    {
        if (!IsFor(caller))
            return NotYours;
        var now = time.GetUtcNow().UtcDateTime;
        var calls = db.Set<CallListEntry>().Where(c => c.ReferralId == referralId);
        // Of two who put the phone down at once, the first stands; the other is told the same.
        await calls.Where(c => c.SettledUtc == null).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.SettledUtc, (DateTime?)now).SetProperty(c => c.SettledBy, (Guid?)caller.PersonId).SetProperty(c => c.Version, c => c.Version + 1), cancellation);
        return await calls.AnyAsync(cancellation) ? null : Unknown;
    }
}
