using System.Text.Json;

namespace CptsReferral.Floor.Api;

sealed record SubmitReferral(
    string Lane,
    Priority Priority,
    string Indication,
    Patient Patient,
    string Question,
    Consent Consent,
    string? Context = null,
    JsonElement? Answers = null,
    IReadOnlyList<Guid>? Attachments = null);

sealed record Patient(string BirthName, string GivenNames, DateOnly BirthDate, string Sex, string? Phone = null);

sealed record Consent(bool Given);

sealed record Accepted(Guid Id, string Status);
