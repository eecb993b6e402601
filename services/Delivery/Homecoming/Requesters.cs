using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.Homecoming;

static class Requesters
{
    static readonly MoveKind[] Returning = [MoveKind.Answered, MoveKind.Amended, MoveKind.Declined, MoveKind.Redirected];

    /// <summary>Who asked.</summary>
    public static Task<Person> RequesterAsync(this DbContext db, Guid referralId, CancellationToken cancellation) =>
        db.Set<Referral>().AsNoTracking()
            .Where(referral => referral.Id == referralId)
            .Join(db.Set<Person>().AsNoTracking(), referral => referral.RequesterId, person => person.Id, (_, person) => person)
            .SingleAsync(cancellation);

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
