namespace CptsReferral.Referrals;

/// <summary>What is needed to accept a request: everything already validated against the lane version.</summary>
/// <param name="Id">From <see cref="Referral.NewId"/>: content is sealed for its place before there is a referral.</param>
/// <param name="Content">Sealed <see cref="Content.RequestContent"/>.</param>
/// <param name="GeneralPractitionerId">The doctor on whose behalf the requester asks, when it is not their own request.</param>
/// <param name="By">Who posts: the requester, or the desk member who redirects.</param>
public sealed record NewReferral(
    Guid Id,
    string Lane,
    int LaneVersion,
    Priority Priority,
    string Indication,
    Guid RequesterId,
    Actor By,
    byte[] Content,
    Guid? GeneralPractitionerId = null,
    Referral? RedirectedFrom = null);
