using System.Text.Json;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Referrals;

/// <summary>A referral as the people concerned see it.</summary>
public sealed record ReferralView(
    Guid Id,
    string Reference,
    string Lane,
    int LaneVersion,
    ReferralStatus Status,
    int Version,
    Priority Priority,
    string Indication,
    PersonView Requester,
    PersonView? GeneralPractitioner,
    PersonView? Holder,
    PatientIdentity Patient,
    string Question,
    string? Context,
    Consent Consent,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyList<AttachmentView> Attachments,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    Impact? Impact,
    Guid? RedirectedFrom,
    Guid? RedirectedTo,
    ClockView Clock,
    AnswerView? Answer,
    IReadOnlyList<MoveView> Timeline)
{
    /// <summary>Until when it is open to a caller whom it does not concern, who opened it in an emergency; null for the people concerned.</summary>
    public DateTimeOffset? BreakGlassUntil { get; init; }
}

/// <summary>A person by function and name.</summary>
public sealed record PersonView(Guid Id, string Function, string Name);

/// <summary>The answer in force; earlier versions stay in <paramref name="Earlier"/>.</summary>
/// <param name="EnteredAt">When it was entered here, if it was given on paper first.</param>
public sealed record AnswerView(
    int Version,
    DateTimeOffset At,
    DateTimeOffset? EnteredAt,
    PersonView? By,
    string? Text,
    IReadOnlyDictionary<string, JsonElement> Fields,
    IReadOnlyList<AttachmentView> Attachments,
    IReadOnlyList<AnswerView> Earlier);

/// <summary>One dated move: what, who, why.</summary>
/// <param name="EnteredAt">When it was entered here, if it was done on paper first.</param>
public sealed record MoveView(
    DateTimeOffset At,
    DateTimeOffset? EnteredAt,
    MoveKind Kind,
    ReferralStatus Status,
    int Version,
    string ByFunction,
    PersonView? By,
    string? Reason,
    string? Text,
    IReadOnlyList<AttachmentView> Attachments);

/// <summary>One line of a list.</summary>
public sealed record ReferralLine(
    Guid Id,
    string Reference,
    string Lane,
    ReferralStatus Status,
    int Version,
    Priority Priority,
    string Indication,
    PatientLine Patient,
    HolderLine? Holder,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    bool AtRisk,
    bool Breached,
    bool Opened);

/// <summary>One request of a desk, as it lies on the table on a day without the switchboard.</summary>
/// <param name="Due">Null while information is awaited.</param>
sealed record PaperLine(
    string Reference,
    string Indication,
    Priority Priority,
    PatientIdentity Patient,
    string Question,
    string? Requester,
    string? RequesterPhone,
    string? Holder,
    DateTimeOffset? Due);

/// <summary>Who the patient is, as a list needs it.</summary>
public sealed record PatientLine(string BirthName, string GivenNames, DateOnly BirthDate, string Sex);

/// <summary>Who holds it: the function, and whether it is the caller.</summary>
public sealed record HolderLine(string Function, bool Me);

/// <summary>One page; <paramref name="Next"/> is the cursor of the following one, null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
