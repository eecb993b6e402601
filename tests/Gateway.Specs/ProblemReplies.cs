using System.Net;
using System.Text.Json;
using CptsReferral.Support.Api;
using Shouldly;

namespace CptsReferral.Gateway.Specs;

/// <summary>What every refusal looks like, whatever was wrong.</summary>
static class ProblemReplies
{
    /// <summary>Words of the invented patient in <see cref="Requests"/>, and of nobody else.</summary>
    static readonly string[] Patient = ["DURAND", "Marie", "1960-05-17", "99 00 12 34", "Question inventée", "2600517"];

    public static void ShouldBeProblem(this Reply reply, int status, string code)
    {
        reply.Status.ShouldBe((HttpStatusCode)status, reply.ToString());
        reply.ContentType.ShouldBe("application/problem+json");
        var problem = reply.Json;
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("type").GetString().ShouldBe("/problems/" + code);
        problem.GetProperty("title").GetString().ShouldBe(problem.GetProperty("messages").GetProperty("fr").GetString());
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrWhiteSpace();
        ShouldSpeakBothLanguages(problem);
        foreach (var word in Patient)
            reply.Text.ShouldNotContain(word, Case.Insensitive, "a problem repeats nothing of what it was sent");
    }

    /// <summary>Faults as <c>field code</c>, in the order of the alphabet.</summary>
    public static string[] Faults(this Reply reply)
    {
        if (!reply.Json.TryGetProperty("errors", out var errors))
            return [];
        foreach (var error in errors.EnumerateArray())
        {
            error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
            ShouldSpeakBothLanguages(error);
        }

        return [.. errors.EnumerateArray().Select(error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}").Order(StringComparer.Ordinal)];
    }

    static void ShouldSpeakBothLanguages(JsonElement problem)
    {
        var messages = problem.GetProperty("messages");
        messages.GetProperty("fr").GetString().ShouldNotBeNullOrWhiteSpace();
        messages.GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
