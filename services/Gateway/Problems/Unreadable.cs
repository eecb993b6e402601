using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Problems;

/// <summary>What came over HTTP cannot be read as what the call takes.</summary>
sealed record Unreadable(int Status, string Code, string French, string English) : Refusal(Code, French, English)
{
    public static Unreadable Malformed { get; } = new(400, "body.malformed", "Le corps de la requête n'est pas un JSON valide.", "The body is not valid JSON.");

    public static Unreadable TooLarge { get; } = new(413, "body.too-large", "Le contenu envoyé est trop volumineux.", "What was sent is too large.");

    public static Unreadable NotJson { get; } = new(415, "body.not-json", "Cet appel attend du JSON (Content-Type: application/json).", "This call takes JSON (Content-Type: application/json).");

    public static Unreadable Header(string name) => new(400, "header.invalid", $"L'en-tête {name} est absent ou invalide.", $"The header {name} is missing or invalid.");

    public static Unreadable Query(string name) => new(400, "query.invalid", $"Le paramètre {name} est invalide.", $"The parameter {name} is invalid.");
}
