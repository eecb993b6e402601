using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

sealed class ErrorsAreProblems : IReplyRule
{
    public string Promise => "Every error is a problem with a stable code, in the language asked for";

    public string? Check(Attempt attempt, Answer answer)
    {
        // What the web server cannot read it refuses alone; what HEAD asks has no body; OAuth 2 has errors of its own; the portal speaks to people.
        if (answer.Status < 400 || !answer.IsOurs || attempt.Draft.Method == "HEAD" || answer.Member("error") is not null)
            return null;
        if (answer.ContentType == "text/html" && !IsOfTheApi(attempt.Draft.Path))
            return null;
        if (answer.ContentType != "application/problem+json")
            return $"{answer.Status} as {(answer.ContentType.Length == 0 ? "nothing" : answer.ContentType)}";
        if (string.IsNullOrEmpty(answer.Member("code")) || answer.Json is not { } problem || !problem.TryGetProperty("messages", out var messages))
            return $"{answer} has no code or no messages";
        return AskedFor(attempt) is { } language && messages.GetProperty(language).GetString() != answer.Member("title") ? $"{answer} is not in {language}" : null;
    }

    // As a web server reads it: "/api/%2e%2e/sign-out" is a page.
    static bool IsOfTheApi(string path) =>
        (Uri.TryCreate($"http://switchboard{path}", UriKind.Absolute, out var address) ? address.AbsolutePath : path).StartsWith("/api", StringComparison.OrdinalIgnoreCase);

    static string? AskedFor(Attempt attempt) =>
        attempt.Draft.Headers.FindAll(header => header.Name.Equals("Accept-Language", StringComparison.OrdinalIgnoreCase)) is [var one] && one.Value == attempt.Language ? one.Value : null;
}
