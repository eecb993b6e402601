using System.Text.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Support.Api;

/// <summary>Requests and answers built from nothing but a lane's own document.</summary>
public static class Requests
{
    /// <summary>A valid request without its attachments.</summary>
    public static JsonObject For(JsonElement lane, params IEnumerable<Guid> attachments) => new()
    {
        ["lane"] = lane.GetProperty("code").GetString(),
        ["priority"] = "routine",
        ["indication"] = lane.GetProperty("indications")[0].GetProperty("code").GetString(),
        ["patient"] = new JsonObject
        {
            ["birthName"] = "DURAND-FICTIF",
            ["givenNames"] = "Marie",
            ["birthDate"] = "1960-05-17",
            ["sex"] = "female",
            ["phone"] = "+33 1 99 00 12 34",
        },
        ["question"] = "Question inventée pour un essai ?",
        ["consent"] = new JsonObject { ["given"] = true },
        ["answers"] = SchemaDrivenForm.Minimal(lane.GetProperty("request")),
        ["attachments"] = new JsonArray([.. attachments.Select(id => JsonValue.Create(id))]),
    };

    /// <summary>A valid answer.</summary>
    public static JsonObject AnswerFor(JsonElement lane, string text = "Réponse inventée.") => new()
    {
        ["text"] = text,
        ["fields"] = SchemaDrivenForm.Minimal(lane.GetProperty("answer")),
        ["attachments"] = new JsonArray(),
    };
}
