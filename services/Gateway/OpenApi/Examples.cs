using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>One worked example per body, which the running host takes as it stands, and one per problem; the people in them are invented.</summary>
static class Examples
{
    const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    static readonly Dictionary<string, string> Bodies = new()
    {
        ["submitReferral"] = """
            {"lane":"ecg","priority":"routine","indication":"diabetes-yearly",
             "patient":{"birthName":"MOREAU-TEST","givenNames":"Camille","birthDate":"1958-04-12","sex":"female","phone":"+33 1 99 00 12 34"},
             "question":"Tracé annuel, diabète de type 2, patiente asymptomatique. Anomalie ?",
             "consent":{"given":true},
             "answers":{"chestPain":false,"syncope":false,"dyspnoeaAtRest":false,"palpitationsNow":false,
               "recordedAt":"2026-11-23T09:30:00+01:00","leads":"12-lead","otherSymptoms":false,"pacemaker":false,
               "familySuddenDeath":false,"currentTreatments":"Metformine","qtDrugs":false,"previousEcg":false},
             "attachments":["0198c0de-0000-7000-8000-000000000001"]}
            """,
        ["searchReferrals"] = """{"text":"moreau 1958-04-12"}""",
        ["searchWorklist"] = """{"text":"camille"}""",
        ["releaseReferral"] = """{"reason":"Garde terminée"}""",
        ["informationRequestReferral"] = """{"question":"Depuis quand ce traitement ?"}""",
        ["informationReferral"] = """{"text":"Depuis mars.","attachments":[]}""",
        ["contactAttemptReferral"] = """{"text":"Messagerie : rappeler après 18 h."}""",
        ["answerReferral"] = Answer("Tracé normal."),
        ["amendmentReferral"] = Answer("Tracé normal, QTc recalculé."),
        ["declineReferral"] = """{"reason":"unreadable-tracing","text":"Le tracé est illisible : à refaire."}""",
        ["redirectReferral"] = """{"lane":"cardiology","text":"Un avis sera plus utile qu'un tracé."}""",
        ["cancelReferral"] = """{"reason":"Patiente hospitalisée entre-temps"}""",
        ["closeReferral"] = """{"impact":"consultation-avoided","comment":"Suivi au cabinet."}""",
        ["setBreachCause"] = """{"cause":"Aucun lecteur d'astreinte"}""",
        ["breakGlass"] = """{"reference":"R-7KQ2-M4XD","reason":"continuity-of-care","justification":"Consœur absente, le patient demande son traitement."}""",
        ["reviewBreakGlass"] = """{"verdict":"justified","note":"Confirmé par le cabinet."}""",
        ["holdReferral"] = """{"reason":"claim"}""",
        ["addPerson"] = """{"displayName":"Dr Alix Demo","function":"general-practitioner","email":"alix.demo@example.org"}""",
        ["addShift"] = """{"personId":"0198c0de-0000-7000-8000-000000000005","from":"2026-11-28T08:00:00+01:00","to":"2026-11-29T08:00:00+01:00"}""",
    };

    /// <summary>The example of an operation's body; null when it takes none.</summary>
    public static JsonNode? Body(string? operationId) => operationId switch
    {
        "putLane" => JsonSerializer.SerializeToNode(ShippedLanes.All.Single(lane => lane.Code == "ecg"), LaneJson.Options),
        { } id when Bodies.TryGetValue(id, out var body) => JsonNode.Parse(body),
        _ => null,
    };

    /// <summary>A problem of this status as the caller gets it, made of a refusal that the gateway really answers.</summary>
    public static ProblemBody? Problem(int status) => status switch
    {
        401 => Problems.Problem.Describe(
            401, "token.invalid", new("Le jeton d'accès est absent ou invalide.", "The access token is missing or invalid."), Language.French, TraceId),
        400 => Of(Unreadable.Header("If-Match")),
        403 => Of(Caller.OnlyCoordinators),
        404 => Of(Referrals.ReferralAccess.Unknown),
        409 => Of(new HeldByAnother(ReferralStatus.Claimed, "cardiologist")),
        410 => Of(Referrals.ReferralAccess.Archived),
        412 => Of(new Stale(3)),
        413 => Of(Unreadable.TooLarge),
        415 => Of(Unreadable.NotJson),
        422 => Of(new Invalid([new Fault("patient.birthDate", "required", "Ce champ est obligatoire.", "This field is required.")])),
        429 => Of(new TooSoon("break-glass.too-many", "Trop d'accès en urgence en une heure.", "Too many emergency accesses within an hour.", TimeSpan.FromMinutes(20))),
        503 => Problems.Problem.Describe(503, UnknownFailures.UnavailableCode, UnknownFailures.Unavailable, Language.French, TraceId),
        _ => null,
    };

    static ProblemBody Of(Refusal refusal) => Problems.Problem.Describe(refusal, Language.French, TraceId);

    static string Answer(string text) => $$"""
        {"text":"{{text}}",
         "fields":{"quality":"good","rhythm":"sinus","rate":72,"pr":160,"qrs":90,"qt":380,"qtc":416,"qtcFormula":"bazett","axis":30,
           "st":"normal","tWave":"normal","conclusion":"Tracé normal.","severity":"normal","action":"Contrôle dans un an."},
         "attachments":[]}
        """;
}
