using CptsReferral.Gateway.Callers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Who is concerned by a referral: the requester's side, which is who posted it and the doctor it was posted for, and the people of its desk.
/// For everybody else it does not exist.</summary>
static class ReferralAccess
{
    public static readonly Refusal Unknown = new NotFound(
        "referral.unknown", "Cette demande n'existe pas, ou ne vous concerne pas.", "There is no such referral, or it does not concern you.");

    public static readonly Refusal Archived = new Gone(
        "referral.archived",
        "Cette demande est archivée : son contenu n'est plus accessible au quotidien. Adressez-vous au délégué à la protection des données.",
        "This referral is archived: its content is no longer at hand. Ask the data-protection officer.");

    static readonly Refusal Erased = new Gone(
        "referral.erased", "Le contenu de cette demande a été effacé au terme de sa conservation.", "The content of this referral was erased at the end of its retention.");

    static readonly Refusal OnlyDesk = new Forbidden(
        "referral.desk-only", "Seuls les professionnels de la filière peuvent faire cela.", "Only the people of the desk may do this.");

    static readonly Refusal OnlyRequester = new Forbidden(
        "referral.requester-only", "Seul le demandeur peut faire cela.", "Only the requester may do this.");

    /// <summary>Whether the caller is on the requester's side.</summary>
    public static bool IsRequester(this Caller caller, Referral referral) =>
        caller.PersonId == referral.RequesterId || caller.PersonId == referral.GeneralPractitionerId;

    /// <summary>Whether the caller is on the requester's side.</summary>
    public static bool IsRequester(this Caller caller, ReferralView referral) =>
        caller.PersonId == referral.Requester.Id || caller.PersonId == referral.GeneralPractitioner?.Id;

    /// <summary>Whether the caller is of the desk. Coordinators are of none, whatever a lane says: they write the lanes, and would let themselves in;
    /// nor is the data-protection officer.</summary>
    public static bool IsOnDesk(this Caller caller, LaneDocument lane) =>
        !Functions.SeesNoContent(caller.Function) && (lane.Desk.Functions.Contains(caller.Function) || lane.Desk.Backup.Contains(caller.Function));

    public static Refusal? RefuseReading(Caller caller, Referral referral, LaneDocument lane) =>
        caller.IsRequester(referral) || caller.IsOnDesk(lane) ? RefusePast(referral) : Unknown;

    public static Refusal? RefuseDeskWork(Caller caller, Referral referral, LaneDocument lane)
    {
        if (caller.IsOnDesk(lane))
            return RefusePast(referral);
        return caller.IsRequester(referral) ? OnlyDesk : Unknown;
    }

    public static Refusal? RefuseRequesterWork(Caller caller, Referral referral, LaneDocument lane)
    {
        if (caller.IsRequester(referral))
            return RefusePast(referral);
        return caller.IsOnDesk(lane) ? OnlyRequester : Unknown;
    }

    /// <summary>Referrals of the daily work: those in the archive are in no list.</summary>
    public static IQueryable<Referral> AtHand(this IQueryable<Referral> referrals) => referrals.Where(r => r.ArchivedUtc == null);

    /// <summary>Why nobody reads it in the daily work any more; null when it is at hand.</summary>
    public static Refusal? RefusePast(Referral referral) => referral switch
    {
        { ErasedUtc: not null } => Erased,
        { ArchivedUtc: not null } => Archived,
        _ => null,
    };
}
