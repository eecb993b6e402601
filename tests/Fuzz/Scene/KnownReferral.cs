namespace CptsReferral.Fuzz.Scene;

/// <summary>A referral as the last reply about it showed it.</summary>
/// <param name="SeenAt">When that was: what is submitted takes a moment to reach its desk.</param>
sealed record KnownReferral(Guid Id, string Lane, Place Place, Member Requester, Member? Holder, int Version, TimeSpan SeenAt);

/// <summary>What can be done with it.</summary>
enum Place
{
    Queued,
    Claimed,
    AwaitingInformation,
    Answered,
    Opened,
    Over,
}

/// <summary>An uploaded file.</summary>
sealed record KnownFile(Guid Id, string ContentType, Member Owner);

/// <summary>An upload in pieces; without content where something else was announced than a file that would be taken.</summary>
sealed record KnownUpload(Guid Id, Member Owner, byte[] Content);
