using System.Text.Json.Nodes;
using static CptsReferral.Gateway.Specs.Refused.BadInput;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>Moves that the state, the caller's place or their words do not allow.</summary>
static class Moving
{
    public static IEnumerable<BadInput> Rows => [.. Places, .. States, .. Words, .. Preconditions];

    static BadInput[] Places =>
    [
        new("the requester claims", s => s.Does(host => host.Gp, "claim", s.Queued), 403, "referral.desk-only"),
        new("another general practitioner claims", s => s.Does(host => host.Gp2, "claim", s.Queued), 404, "referral.unknown"),
        new("an expert of another desk claims", s => s.Does(host => host.Dermatologist, "claim", s.Queued), 404, "referral.unknown"),
        new("a coordinator claims", s => s.Does(host => host.Coordinator, "claim", s.Queued), 404, "referral.unknown"),
        new("the expert cancels", s => s.Does(host => host.Cardiologist, "cancel", s.Claimed), 403, "referral.requester-only"),
        new("the expert opens", s => s.Does(host => host.Cardiologist, "open", s.Answered), 403, "referral.requester-only"),
        new("another general practitioner cancels", s => s.Does(host => host.Gp2, "cancel", s.Queued), 404, "referral.unknown"),
        new("a claim of nothing", s => s.Does(host => host.Cardiologist, "claim", Guid.CreateVersion7()), 404, "referral.unknown"),
        new("a move that does not exist", s => s.Does(host => host.Cardiologist, "forget", s.Queued), 404, "not-found"),
    ];

    static BadInput[] States =>
    [
        new("a claim that a colleague has", s => s.Does(host => host.Cardiologist2, "claim", s.Claimed), 409, "referral.held-by-another"),
        new("a claim that they have already", s => s.Does(host => host.Cardiologist, "claim", s.Claimed), 409, "referral.wrong-state"),
        new("an answer without a claim", s => s.Answers(host => host.Cardiologist, s.Queued), 409, "referral.wrong-state"),
        new("an answer to a colleague's claim", s => s.Answers(host => host.Cardiologist2, s.Claimed), 409, "referral.held-by-another"),
        new("a second answer", s => s.Answers(host => host.Cardiologist, s.Answered), 409, "referral.wrong-state"),
        new("an amendment before an answer", s => s.Answers(host => host.Cardiologist, s.Claimed, move: "amendment"), 409, "referral.wrong-state"),
        new("a release of what nobody holds", s => s.Does(host => host.Cardiologist, "release", s.Queued), 409, "referral.wrong-state"),
        new("a release of a colleague's claim", s => s.Does(host => host.Cardiologist2, "release", s.Claimed), 409, "referral.held-by-another"),
        new("a question before a claim", s => s.Does(host => host.Cardiologist, "information-request", s.Queued, """{"question":"Depuis quand ?"}"""), 409, "referral.wrong-state"),
        new("a try to reach the patient before a claim", s => s.Does(host => host.Cardiologist, "contact-attempt", s.Queued), 409, "referral.wrong-state"),
        new("a try to reach the patient of a colleague's claim", s => s.Does(host => host.Cardiologist2, "contact-attempt", s.Claimed), 409, "referral.held-by-another"),
        new("information that nobody asked for", s => s.Does(host => host.Gp, "information", s.Claimed, """{"text":"Depuis mars."}"""), 409, "referral.wrong-state"),
        new("opening before an answer", s => s.Does(host => host.Gp, "open", s.Claimed), 409, "referral.wrong-state"),
        new("closing before an answer", s => s.Does(host => host.Gp, "close", s.Claimed, """{"impact":"none"}"""), 409, "referral.wrong-state"),
        new("cancelling after the answer", s => s.Does(host => host.Gp, "cancel", s.Answered), 409, "referral.wrong-state"),
        new("declining after the answer", s => s.Does(host => host.Cardiologist, "decline", s.Answered, """{"reason":"duplicate"}"""), 409, "referral.wrong-state"),
        new("redirecting after the answer", s => s.Does(host => host.Cardiologist, "redirect", s.Answered, """{"lane":"oncology"}"""), 409, "referral.wrong-state"),
        new("redirecting a colleague's claim", s => s.Does(host => host.Cardiologist2, "redirect", s.Claimed, """{"lane":"oncology"}"""), 409, "referral.held-by-another"),
    ];

    static BadInput[] Words =>
    [
        Faulty("an answer without its fields: every required one is listed", s => s.Answers(host => host.Cardiologist, s.Claimed, a => a["fields"] = new JsonObject()),
            "fields.certainty required", "fields.conclusion required", "fields.followUp required", "fields.management required", "fields.treatmentChange required"),
        Faulty("an answer with faulty fields", s => s.Answers(host => host.Cardiologist, s.Claimed, a =>
            {
                a["fields"]!["certainty"] = "sure";
                a["fields"]!["mood"] = "good";
                a["text"] = 1;
            }),
            "fields.certainty not-allowed", "fields.mood unknown-field", "text type"),
        Faulty("an answer with a forged attachment", s => s.Answers(host => host.Cardiologist, s.Claimed, a => a["attachments"] = new JsonArray(Guid.CreateVersion7())),
            "attachments[0] unknown-attachment"),
        Faulty("an answer with the requester's attachment", s => s.Answers(host => host.Cardiologist, s.Claimed, a => a["attachments"] = new JsonArray(s.Unused)),
            "attachments[0] unknown-attachment"),
        Faulty("an amendment without its fields", s => s.Answers(host => host.Cardiologist, s.Answered, a => a.Remove("fields"), "amendment"),
            "fields.certainty required", "fields.conclusion required", "fields.followUp required", "fields.management required", "fields.treatmentChange required"),
        Faulty("a question without a question", s => s.Does(host => host.Cardiologist, "information-request", s.Claimed), "question required"),
        Faulty("a reply without a text", s => s.Does(host => host.Gp, "information", s.Claimed, """{"text":""}"""), "text required"),
        Faulty("a refusal without a reason", s => s.Does(host => host.Cardiologist, "decline", s.Claimed), "reason required"),
        Faulty("a refusal for a reason of their own", s => s.Does(host => host.Cardiologist, "decline", s.Claimed, """{"reason":"Pas pour nous"}"""), "reason not-allowed"),
        Faulty("a refusal for a reason of another lane", s => s.Does(host => host.Cardiologist, "decline", s.Claimed, """{"reason":"unusable-photographs"}"""), "reason not-allowed"),
        Faulty("a reason that is too long", s => s.Does(host => host.Cardiologist, "release", s.Claimed, $$"""{"reason":"{{new string('r', 201)}}"}"""), "reason too-long"),
        Faulty("a redirection to nowhere", s => s.Does(host => host.Cardiologist, "redirect", s.Claimed), "lane required"),
        Faulty("a redirection to the same lane", s => s.Does(host => host.Cardiologist, "redirect", s.Claimed, """{"lane":"cardiology"}"""), "lane unknown-lane"),
        Faulty("a redirection to an unknown lane", s => s.Does(host => host.Cardiologist, "redirect", s.Claimed, """{"lane":"astrology"}"""), "lane unknown-lane"),
        Faulty("closing without the impact", s => s.Does(host => host.Gp, "close", s.Answered), "impact required"),
        Faulty("closing with an impact of their own", s => s.Does(host => host.Gp, "close", s.Answered, """{"impact":"great"}"""), "impact type"),
        Faulty("a move with an unknown field", s => s.Does(host => host.Gp, "cancel", s.Queued, """{"why":"x"}"""), "why unknown-field"),
    ];

    static BadInput[] Preconditions =>
    [
        new("a stale If-Match", s => s.Does(host => host.Cardiologist, "claim", s.Queued, ifMatch: "\"1\""), 412, "precondition.stale"),
        new("a stale If-Match that a proxy weakened", s => s.Does(host => host.Cardiologist, "claim", s.Queued, ifMatch: "W/\"1\""), 412, "precondition.stale"),
        new("several stale If-Match", s => s.Does(host => host.Cardiologist, "claim", s.Queued, ifMatch: "\"1\", \"7\""), 412, "precondition.stale"),
        new("an unreadable If-Match", s => s.Does(host => host.Cardiologist, "claim", s.Queued, ifMatch: "version two"), 400, "header.invalid"),
        new("an empty If-Match", s => s.Does(host => host.Cardiologist, "claim", s.Queued, ifMatch: ""), 400, "header.invalid"),
    ];
}
