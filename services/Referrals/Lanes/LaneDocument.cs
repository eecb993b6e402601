using System.Text.Json;
using CptsReferral.Referrals.People;

namespace CptsReferral.Referrals.Lanes;

/// <summary>
/// A lane: a kind of request with its form, rules, desk and clock. Exactly what <c>GET</c> and <c>PUT /api/lanes/{code}</c> carry;
/// a version never changes once stored.
/// </summary>
/// <param name="Code">Lower case, digits and hyphens; also names the desk's queue.</param>
/// <param name="Requesters">Functions of people who may post here.</param>
/// <param name="Request">JSON Schema of a referral's <c>answers</c>, in the profile of <see cref="LaneForm"/>.</param>
/// <param name="Answer">JSON Schema of an answer's <c>fields</c>, same profile.</param>
public sealed record LaneDocument(
    string Code,
    int Version,
    LaneText Title,
    LaneNeed Need,
    IReadOnlyList<string> Requesters,
    LaneDesk Desk,
    IReadOnlyList<LaneChoice> Indications,
    JsonElement Request,
    JsonElement Answer,
    LaneAttachments Attachments,
    LaneClock Clock,
    LaneReturnLoop ReturnLoop,
    IReadOnlyList<LaneChoice> DeclineReasons)
{
    /// <summary>Whether people of a function may ask here, or be asked for. Coordinators never, whatever is written: they write the lanes, and would
    /// let themselves into what is asked; nor the data-protection officer, who watches who reads.</summary>
    public bool IsAskedBy(string function) => !Functions.SeesNoContent(function) && Requesters.Contains(function);
}
