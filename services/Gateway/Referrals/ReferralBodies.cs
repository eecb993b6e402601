using System.Text.Json;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Referrals;

// What the calls take. Everything is optional here: what is required is said by validation, which lists every fault.

/// <summary>A request for help with one patient.</summary>
sealed record SubmitReferral(
    string? Lane,
    Priority? Priority,
    string? Indication,
    PatientBody? Patient,
    string? Question,
    string? Context,
    ConsentBody? Consent,
    Dictionary<string, JsonElement>? Answers,
    IReadOnlyList<Guid>? Attachments);

/// <summary>The patient as the requester knows them.</summary>
sealed record PatientBody(
    string? BirthName,
    string? GivenNames,
    DateOnly? BirthDate,
    string? Sex,
    string? Ins,
    string? InsStatus,
    string? Phone);

/// <summary>The patient's consent to the exchange.</summary>
sealed record ConsentBody(bool? Given, DateTimeOffset? At);

sealed record EmptyBody;

sealed record ReleaseBody(string? Reason);

sealed record InformationRequestBody(string? Question);

sealed record InformationBody(string? Text, IReadOnlyList<Guid>? Attachments);

sealed record AnswerBody(string? Text, Dictionary<string, JsonElement>? Fields, IReadOnlyList<Guid>? Attachments);

sealed record DeclineBody(string? Reason, string? Text);

sealed record RedirectBody(string? Lane, string? Text);

sealed record CancelBody(string? Reason);

sealed record CloseBody(Impact? Impact, string? Comment);
