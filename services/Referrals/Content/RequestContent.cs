using System.Text.Json;

namespace CptsReferral.Referrals.Content;

/// <summary>What the requester wrote: identity and clinical content, stored sealed.</summary>
public sealed record RequestContent(
    PatientIdentity Patient,
    string Question,
    string? Context,
    Consent Consent,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyList<Guid> Attachments);

/// <summary>The patient's traits as the requester knows them. INS and its status are stored as received, never upgraded.</summary>
public sealed record PatientIdentity(
    string BirthName,
    string GivenNames,
    DateOnly BirthDate,
    string Sex,
    string? Ins,
    string? InsStatus,
    string? Phone);

/// <summary>The patient's consent to the exchange, as collected by the requester.</summary>
public sealed record Consent(bool Given, DateTimeOffset? At);

/// <summary>What the desk answered.</summary>
public sealed record AnswerContent(string? Text, IReadOnlyDictionary<string, JsonElement> Fields, IReadOnlyList<Guid> Attachments);

/// <summary>What was said with a move.</summary>
public sealed record MoveNote(string? Reason, string? Text, IReadOnlyList<Guid> Attachments);
