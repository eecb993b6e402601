using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.Homecoming;

static class Requesters
{
    static readonly MoveKind[] Returning = [MoveKind.Answered, MoveKind.Amended, MoveKind.Declined, MoveKind.Redirected];

    /// <summary>Who asked, and the doctor it was asked for when somebody else asked: what comes back comes to both.</summary>
    public static async Task<List<Person>> RequestersAsync(this DbContext db, Guid referralId, CancellationToken cancellation)
    {
        var asked = await db.Set<Referral>().AsNoTracking()
            .Where(referral => referral.Id == referralId)
            .Select(referral => new { referral.RequesterId, referral.GeneralPractitionerId })
            .SingleOrDefaultAsync(cancellation);
        if (asked is null)
            return [];
        return await db.Set<Person>().AsNoTracking().Where(person => person.Id == asked.RequesterId || person.Id == asked.GeneralPractitionerId).ToListAsync(cancellation);
    }

    /// <summary>The latest move that has to come home; null when none was made yet.</summary>
    public static async Task<LatestReturn?> LatestReturnAsync(this DbContext db, Guid referralId, CancellationToken cancellation)
    {
        var move = await db.Set<ReferralMove>().AsNoTracking()
            .Where(move => move.ReferralId == referralId && Returning.Contains(move.Kind))
            .OrderByDescending(move => move.Version)
            .Select(move => new { move.Kind, move.Version, move.AtUtc })
            .FirstOrDefaultAsync(cancellation);
        return move is null ? null : new LatestReturn(KindOf(move.Kind), move.Version, move.AtUtc);
    }

    static ReturnKind KindOf(MoveKind move) => move switch
    {
        MoveKind.Answered => ReturnKind.Answer,
        MoveKind.Amended => ReturnKind.Amendment,
        MoveKind.Declined => ReturnKind.Declined,
        _ => ReturnKind.Redirected,
    };
}

/// <summary>What came back last, and at which version of the referral.</summary>
sealed record LatestReturn(ReturnKind Kind, int Version, DateTime AtUtc);
