using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>Where the desk goes on after a move.</summary>
static class DeskPlaces
{
    /// <summary>Who books appointments fills the form at once; who gives an opinion reads first.</summary>
    public static string AfterClaim(ReferralView view, LaneDocument lane) =>
        lane.Need == LaneNeed.Imaging ? $"/referrals/{view.Id}/answer?done=claimed" : $"/referrals/{view.Id}?done=claimed";

    /// <summary>The next one, at once; the message says that the one before is sent.</summary>
    public static string AfterAnswer(ReferralView next, LaneDocument lane) =>
        lane.Need == LaneNeed.Imaging ? $"/referrals/{next.Id}/answer?done=booked-next" : $"/referrals/{next.Id}?done=answered-next";

    public static string List(string lane, string done) => $"/desks/{lane}?done={done}";
}
