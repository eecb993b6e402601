using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking.Rules;

sealed class FilesAreInert : IReplyRule
{
    // Pictures that browsers only draw.
    static readonly string[] Drawn = ["image/png", "image/jpeg"];

    public string Promise => "A file runs nowhere: it is refused, or served to be kept";

    public string? Check(Attempt attempt, Answer answer)
    {
        if (answer.Status is < 200 or >= 300)
            return null;
        if (attempt is { Operation.Id: "uploadAttachment", Draft.Method: "POST" })
            return attempt.Draft.MustBeRefused ? "it was accepted" : IsName(answer.Member("fileName")) ? null : $"its name is {answer.Member("fileName")}";
        if (attempt.Operation?.Id is not ("getAttachment" or "getFile") || attempt.Draft.Method != "GET")
            return null;
        var isKept = answer.Header("Content-Disposition")?.StartsWith("attachment", StringComparison.Ordinal) is true;
        if (!isKept && !(attempt.Operation.Id == "getFile" && Drawn.Contains(answer.ContentType)))
            return $"{answer.ContentType} is shown in place";
        return answer.Header("X-Content-Type-Options") != "nosniff" ? "its type may be guessed"
            : answer.Header("Content-Security-Policy")?.Contains("sandbox", StringComparison.Ordinal) is not true ? "it is in no sandbox"
            : null;
    }

    static bool IsName(string? name) => name is { Length: > 0 } && !name.Any(c => c is '/' or '\\' || char.IsControl(c) || IsTurning(c));

    // What turns the direction of writing makes an .exe look like a .png.
    static bool IsTurning(char c) => c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
