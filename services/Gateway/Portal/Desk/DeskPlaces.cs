using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>Where the desk goes on after a move.</summary>
static class DeskPlaces
{
    /// <summary>Who books appointments fills the form at once; who gives an opinion reads first.</summary>
    public static string AfterClaim(ReferralView view, LaneDocument lane) =>
        lane.Need == LaneNeed.Imaging ? $"/referrals/{view.Id}/answer?done=claimed" : $"/referrals/{view.Id}?done=claimed";

    /// <summary>The next one, at once; the message says what became of the one before.</summary>
    public static string Next(ReferralView next, LaneDocument lane, string done) =>
        lane.Need == LaneNeed.Imaging ? $"/referrals/{next.Id}/answer?done={done}-next" : $"/referrals/{next.Id}?done={done}-next";

    public static string List(string lane, string done) => $"/desks/{lane}?done={done}";
}
