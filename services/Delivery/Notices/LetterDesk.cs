using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery.Notices;

/// <summary>Looks up what a notice needs before it can leave.</summary>
sealed class LetterDesk(DbContext db, LaneCatalogue lanes, IOptions<DeliveryOptions> options)
{
    public async Task<Letter> WriteAsync(Notice notice, CancellationToken cancellation)
    {
        var referral = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.Id == notice.ReferralId)
            .Select(r => new { r.Reference, r.Lane, r.LaneVersion, r.RedirectedToId })
            .SingleAsync(cancellation);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == notice.PersonId, cancellation);
        var successor = notice.Kind == ReturnKind.Redirected
            ? await db.Set<Referral>().AsNoTracking()
                .Where(r => r.Id == referral.RedirectedToId)
                .Select(r => new { r.Lane, r.LaneVersion })
                .SingleOrDefaultAsync(cancellation)
            : null;
        return new Letter(
            notice,
            person,
            referral.Reference,
            await TitleAsync(referral.Lane, referral.LaneVersion, cancellation),
            successor is null ? null : await TitleAsync(successor.Lane, successor.LaneVersion, cancellation),
            LinkOf(notice, person));
    }

    // Who sees no content is led to where they review.
    Uri LinkOf(Notice notice, Person person) => notice.Kind == ReturnKind.BreakGlass && person.Function == Functions.DataProtectionOfficer
        ? options.Value.LinkToReviews
        : options.Value.LinkTo(notice.ReferralId);

    async Task<LaneText> TitleAsync(string lane, int version, CancellationToken cancellation) =>
        (await lanes.GetAsync(lane, version, cancellation))?.Title ?? new LaneText(lane, lane);
}
