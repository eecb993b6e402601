using CptsReferral.Referrals;

namespace CptsReferral.Routing.Reconciliation;

/// <summary>One open referral and its saga, as one statement found them; of the saga nothing when there is none.</summary>
sealed record Sight(
    Guid ReferralId,
    string OwedKey,
    string Lane,
    ReferralStatus Status,
    int Version,
    bool Delivered,
    bool Opened,
    bool Placed,
    string? State,
    int? SeenVersion,
    int? SagaVersion,
    bool AwaitsAlarm,
    Guid? AlarmToken)
{
    public bool WithDesk => Status is ReferralStatus.Queued or ReferralStatus.Claimed or ReferralStatus.AwaitingInformation;

    public bool ComesHome => !Delivered && !Opened && Status is ReferralStatus.Answered or ReferralStatus.Declined or ReferralStatus.Redirected;
}
