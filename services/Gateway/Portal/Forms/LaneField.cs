using System.Text.Json;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>One field of a lane's form, as a page shows it.</summary>
/// <param name="Name">Its name in the lane's document.</param>
/// <param name="Required">Always; a field with <paramref name="Shown"/> is required when it shows.</param>
/// <param name="Shown">When somebody has to fill it; empty means always.</param>
/// <param name="Alerts">Values that the desk sees first.</param>
/// <param name="Stop">Why "yes" ends the request here.</param>
/// <param name="Ahead">A date that lies ahead: the next days are offered.</param>
/// <param name="Usual">What is answered nearly always: a choice, <c>now</c>, <c>false</c>, or words for a text.</param>
public sealed record LaneField(
    string Name,
    FieldKind Kind,
    LaneText Title,
    LaneText? Description,
    string? Unit,
    bool Required,
    IReadOnlyList<LaneChoice> Choices,
    IReadOnlyList<FieldCondition> Shown,
    FieldStop? Stop,
    int? MaxLength,
    string? Minimum,
    string? Maximum,
    IReadOnlyList<string> Alerts,
    bool Ahead,
    FieldStart Start,
    LaneText? Usual);

/// <summary>What a field begins with.</summary>
/// <param name="Default">Chosen before anybody looks.</param>
/// <param name="FromRequest">The field of the request that says it already.</param>
/// <param name="SameAs">Fields that have to be the same for the latest answer to be taken over; null: it never is.</param>
public sealed record FieldStart(JsonElement? Default, string? FromRequest, IReadOnlyList<string>? SameAs);

/// <summary>How a field is asked.</summary>
public enum FieldKind
{
    YesNo,
    OneOf,
    ManyOf,
    Line,
    Paragraph,
    Date,
    Time,
    DateTime,
    Number,
}

/// <summary>Another field has one of these values.</summary>
public sealed record FieldCondition(string Field, IReadOnlyList<string> Values);

/// <summary>A red flag (<paramref name="Call"/> is the number to phone) or an exclusion (no number).</summary>
public sealed record FieldStop(LaneText Message, string? Call);
