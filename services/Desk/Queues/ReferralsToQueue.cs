using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Queues;

/// <summary>The referrals that reach their worklists together, asked for once.</summary>
sealed class ReferralsToQueue(DbContext db) : IPreparation<QueueReferralConsumer>
{
    public Task PrepareAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) =>
        db.Set<Referral>().Where(referral => subjects.Contains(referral.Id)).LoadAsync(cancellationToken);
}
