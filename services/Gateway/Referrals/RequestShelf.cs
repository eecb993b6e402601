using System.Linq.Expressions;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Referrals;

/// <summary>How a requester's own requests lie before them. A request lies on exactly one shelf.</summary>
enum RequestShelf
{
    /// <summary>Something to do or to read: information is owed, or what came back was not opened.</summary>
    New,

    /// <summary>The desk has it; or it was answered and opened, and waits for the tap that closes it.</summary>
    Open,

    /// <summary>Closed, withdrawn, sent on to another lane, or declined and seen.</summary>
    Closed,
}

static class RequestShelves
{
    public static Expression<Func<Referral, bool>> Holds(this RequestShelf shelf) => shelf switch
    {
        RequestShelf.New => r => r.Status == ReferralStatus.AwaitingInformation
            || (r.OpenedUtc == null && (r.Status == ReferralStatus.Answered || r.Status == ReferralStatus.Delivered || r.Status == ReferralStatus.Declined)),
        RequestShelf.Open => r => r.Status == ReferralStatus.Submitted || r.Status == ReferralStatus.Queued || r.Status == ReferralStatus.Claimed
            || (r.OpenedUtc != null && (r.Status == ReferralStatus.Answered || r.Status == ReferralStatus.Delivered)),
        _ => r => r.Status == ReferralStatus.Closed || r.Status == ReferralStatus.Cancelled || r.Status == ReferralStatus.Redirected
            || (r.OpenedUtc != null && r.Status == ReferralStatus.Declined),
    };
}
