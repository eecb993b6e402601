using CptsReferral.Contracts;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Contracts.Routing;
using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Routing.Saga;

namespace CptsReferral.Routing.Reconciliation;

/// <summary>Whether a referral is where it says it is: referral, saga, messages and clock against one another. A pure function of what was read.</summary>
sealed class Accounts(ReferralRouting machine)
{
    /// <summary>Messages that bring the news of an answer or a refusal closer to who asked.</summary>
    static readonly HashSet<string> Homebound = [nameof(BringHome), nameof(SendNotice), nameof(NoticeSent), nameof(ReferralDelivered)];

    /// <summary>Messages after which the saga knows more than before.</summary>
    static readonly HashSet<string> ToTheSaga =
    [
        nameof(ReviewReferral),
        .. typeof(IReferralFact).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IReferralFact))).Select(type => type.Name),
    ];

    /// <summary>What disagrees, see <see cref="DiscrepancyKinds"/>; null when nothing does, or when a message that will settle it is on its way.</summary>
    public string? Examine(Sight sight, IEnumerable<MessageUnderway> underway, IReadOnlySet<Guid> scheduled)
    {
        if (Difference(sight, scheduled) is not { } difference)
            return null;
        var cures = underway.Where(message => Cures(message.Type, difference)).ToList();
        return cures switch
        {
            [] => difference,
            // A notice that failed is known, and the return loop's own ladder acts on it: second channel, then call list.
            _ when difference == DiscrepancyKinds.NotBroughtHome || cures.Exists(message => !message.Failed) => null,
            _ => DiscrepancyKinds.FailedMessage,
        };
    }

    string? Difference(Sight sight, IReadOnlySet<Guid> scheduled) => sight switch
    {
        { SeenVersion: null } => DiscrepancyKinds.Unfollowed,
        _ when sight.SeenVersion < sight.Version => DiscrepancyKinds.Behind,
        _ when sight.SeenVersion > sight.Version => DiscrepancyKinds.Ahead,
        _ when sight.State != machine.StateOf(sight.Status, sight.Opened).Name => DiscrepancyKinds.Astray,
        _ when sight.Placed != sight.WithDesk => DiscrepancyKinds.Misplaced,
        { AwaitsAlarm: true } when sight.AlarmToken is not { } token || !scheduled.Contains(token) => DiscrepancyKinds.Unclocked,
        { Status: ReferralStatus.Submitted } => DiscrepancyKinds.NotSentToDesk,
        { ComesHome: true } => DiscrepancyKinds.NotBroughtHome,
        _ => null,
    };

    static bool Cures(string messageType, string difference) => difference switch
    {
        DiscrepancyKinds.NotSentToDesk => messageType == nameof(QueueReferral),
        DiscrepancyKinds.NotBroughtHome => Homebound.Contains(messageType),
        _ => ToTheSaga.Contains(messageType),
    };
}
