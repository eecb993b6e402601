using System.Text.Json.Serialization;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Problems;

/// <summary>An RFC 9457 problem. Software looks at <paramref name="Code"/>, people read <paramref name="Title"/>, support asks for
/// <paramref name="TraceId"/>.</summary>
/// <param name="Title">In the caller's language.</param>
/// <param name="Code">Stable, whatever the words become.</param>
/// <param name="Messages">The title in both languages.</param>
/// <param name="Errors">Every fault of what was sent.</param>
/// <param name="State">Status of the referral that does not allow the move.</param>
/// <param name="Holder">Who holds the referral that somebody else wanted.</param>
sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Code,
    LaneText Messages,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemFault>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReferralStatus? State = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemHolder? Holder = null)
{
    public const string ContentType = "application/problem+json";
}

/// <summary>One fault: the field as a path into what was sent, a stable code, what to tell the person.</summary>
sealed record ProblemFault(string Field, string Code, string Message, LaneText Messages);

/// <summary>The function of the person who holds a referral, and not more.</summary>
sealed record ProblemHolder(string Function);
