using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using CptsReferral.Gateway.Paper;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Referrals;

// What the calls take. Everything is optional to the reader: what is missing is said by validation, which lists every fault.
// The attributes tell the published description what validation says; they check nothing.

/// <summary>A request for help with one patient. Who asks on behalf of a doctor names them in <paramref name="GeneralPractitioner"/>: the answer reaches both.</summary>
sealed record SubmitReferral(
    [property: Required] string? Lane,
    [property: Required] Priority? Priority,
    [property: Required] string? Indication,
    [property: Required] PatientBody? Patient,
    [property: Required, MaxLength(SubmitValidation.QuestionLength)] string? Question,
    [property: MaxLength(SubmitValidation.ContextLength)] string? Context,
    [property: Required] ConsentBody? Consent,
    Dictionary<string, JsonElement>? Answers,
    IReadOnlyList<Guid>? Attachments,
    // Left out of the hash of an idempotency key where nobody is named.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? GeneralPractitioner = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PaperBody? Paper = null);

/// <summary>The patient as the requester knows them.</summary>
sealed record PatientBody(
    [property: Required, MaxLength(SubmitValidation.NameLength)] string? BirthName,
    [property: Required, MaxLength(SubmitValidation.NameLength)] string? GivenNames,
    [property: Required] DateOnly? BirthDate,
    [property: Required, AllowedValues("male", "female", "unknown")] string? Sex,
    string? Ins,
    [property: AllowedValues("PROV", "VALI", "RECUP", "QUAL")] string? InsStatus,
    string? Phone);

/// <summary>The patient's consent to the exchange.</summary>
sealed record ConsentBody([property: Required] bool? Given, DateTimeOffset? At);

sealed record ReleaseBody([property: MaxLength(TextLength.Reason)] string? Reason);

sealed record InformationRequestBody([property: Required, MaxLength(TextLength.Text)] string? Question);

sealed record ContactAttemptBody([property: MaxLength(TextLength.Text)] string? Text);

sealed record InformationBody([property: Required, MaxLength(TextLength.Text)] string? Text, IReadOnlyList<Guid>? Attachments);

sealed record AnswerBody(
    [property: MaxLength(TextLength.Answer)] string? Text, Dictionary<string, JsonElement>? Fields, IReadOnlyList<Guid>? Attachments, PaperBody? Paper = null);

sealed record DeclineBody(
    [property: Required, Description("The code of one of the declineReasons of the lane, in the version that the referral keeps.")] string? Reason,
    [property: MaxLength(TextLength.Text)] string? Text);

sealed record RedirectBody([property: Required] string? Lane, [property: MaxLength(TextLength.Text)] string? Text);

sealed record CancelBody([property: MaxLength(TextLength.Reason)] string? Reason);

sealed record CloseBody([property: Required] Impact? Impact, [property: MaxLength(TextLength.Text)] string? Comment);
