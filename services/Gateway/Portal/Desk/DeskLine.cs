using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>One line of a worklist with the name of who holds it.</summary>
public sealed record DeskLine(ReferralLine Referral, PersonView? Holder);
