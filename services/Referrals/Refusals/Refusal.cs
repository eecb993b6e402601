using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Refusals;

/// <summary>An expected refusal: a stable code and what to tell the person, in both languages. The kind decides the HTTP status.</summary>
public abstract record Refusal(string Code, string French, string English);

/// <summary>It does not exist, or not for the caller.</summary>
public sealed record NotFound(string Code, string French, string English) : Refusal(Code, French, English);

/// <summary>It was there, and is kept no longer for daily use.</summary>
public sealed record Gone(string Code, string French, string English) : Refusal(Code, French, English);

/// <summary>The caller's role has no such act.</summary>
public sealed record Forbidden(string Code, string French, string English) : Refusal(Code, French, English);

/// <summary>The state does not allow the move.</summary>
public sealed record WrongState(ReferralStatus Status, string Move) : Refusal(
    "referral.wrong-state",
    "L'état de la demande ne permet pas cette action.",
    "The state of the referral does not allow this.");

/// <summary>Somebody else holds it.</summary>
public sealed record HeldByAnother(ReferralStatus Status, string HolderFunction) : Refusal(
    "referral.held-by-another",
    "Un confrère a déjà pris cette demande.",
    "A colleague already took this referral.");

/// <summary>What is there already does not go with it.</summary>
public sealed record Conflict(string Code, string French, string English) : Refusal(Code, French, English);

/// <summary>It was done too often of late.</summary>
/// <param name="Wait">After which it may be tried again.</param>
public sealed record TooSoon(string Code, string French, string English, TimeSpan Wait) : Refusal(Code, French, English);

/// <summary>The caller worked from an older version.</summary>
public sealed record Stale(int Current) : Refusal(
    "precondition.stale",
    "Le contenu a changé entre-temps : relisez-le avant d'agir.",
    "The resource changed meanwhile: read it again before acting.");

/// <summary>The input has faults, all of them listed.</summary>
public sealed record Invalid(IReadOnlyList<Fault> Faults) : Refusal(
    "validation.failed",
    "La saisie comporte des erreurs.",
    "The input has faults.");
