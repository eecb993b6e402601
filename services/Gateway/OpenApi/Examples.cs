using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>One worked example per body and one per problem; the people in them are invented.</summary>
static class Examples
{
    static readonly Dictionary<string, string> Bodies = new()
    {
        ["submitReferral"] = """
            {"lane":"ecg","priority":"routine","indication":"diabetes-yearly",
             "patient":{"birthName":"MOREAU-TEST","givenNames":"Camille","birthDate":"1958-04-12","sex":"female","phone":"+33 1 99 00 12 34"},
             "question":"Tracé annuel, diabète de type 2, patiente asymptomatique. Anomalie ?",
             "consent":{"given":true},
             "answers":{"chestPain":false,"syncope":false,"dyspnoeaAtRest":false,"palpitationsNow":false},
             "attachments":["0198c0de-0000-7000-8000-000000000001"]}
            """,
        ["releaseReferral"] = """{"reason":"Garde terminée"}""",
        ["informationRequestReferral"] = """{"question":"Depuis quand ce traitement ?"}""",
        ["informationReferral"] = """{"text":"Depuis mars.","attachments":[]}""",
        ["answerReferral"] = """{"text":"Tracé normal.","fields":{"conclusion":"Tracé normal.","severity":"normal"},"attachments":[]}""",
        ["amendmentReferral"] = """{"text":"Tracé normal, QTc recalculé.","fields":{"conclusion":"Tracé normal.","severity":"normal"},"attachments":[]}""",
        ["declineReferral"] = """{"reason":"not-indicated","text":"Le tracé n'apporterait rien ici."}""",
        ["redirectReferral"] = """{"lane":"cardiology","text":"Un avis sera plus utile qu'un tracé."}""",
        ["cancelReferral"] = """{"reason":"Patiente hospitalisée entre-temps"}""",
        ["closeReferral"] = """{"impact":"consultation-avoided","comment":"Suivi au cabinet."}""",
        ["setBreachCause"] = """{"cause":"Aucun lecteur d'astreinte"}""",
        ["addShift"] = """{"personId":"0198c0de-0000-7000-8000-000000000005","from":"2026-12-24T20:00:00+01:00","to":"2026-12-25T08:00:00+01:00"}""",
        ["addPerson"] = """{"displayName":"Dr Alix Demo","function":"general-practitioner","email":"alix.demo@example.org"}""",
    };

    static readonly Dictionary<string, string> Problems = new()
    {
        ["400"] = Problem(400, "body.malformed", "Le corps de la requête n'est pas un JSON valide."),
        ["401"] = Problem(401, "token.invalid", "Le jeton d'accès est absent ou invalide."),
        ["403"] = Problem(403, "referral.desk-only", "Seuls les professionnels de la filière peuvent faire cela."),
        ["404"] = Problem(404, "referral.unknown", "Cette demande n'existe pas, ou ne vous concerne pas."),
        ["409"] = Problem(409, "referral.held-by-another", "Un confrère a déjà pris cette demande.", ""","state":"claimed","holder":{"function":"cardiologist"}"""),
        ["412"] = Problem(412, "precondition.stale", "Le contenu a changé entre-temps : relisez-le avant d'agir."),
        ["413"] = Problem(413, "body.too-large", "Le contenu envoyé est trop volumineux."),
        ["415"] = Problem(415, "body.not-json", "Cet appel attend du JSON (Content-Type: application/json)."),
        ["422"] = Problem(422, "validation.failed", "La saisie comporte des erreurs.",
            ""","errors":[{"field":"patient.birthDate","code":"required","message":"Ce champ est obligatoire.","messages":{"fr":"Ce champ est obligatoire.","en":"This field is required."}}]"""),
    };

    public static void AddTo(OpenApiOperation operation)
    {
        if (operation.OperationId is { } id && Bodies.TryGetValue(id, out var body) && operation.RequestBody?.Content is { } content)
        {
            foreach (var media in content.Values)
                media.Example = JsonNode.Parse(body);
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (Problems.TryGetValue(status, out var problem) && response.Content is { } media && media.TryGetValue("application/problem+json", out var shape))
                shape.Example = JsonNode.Parse(problem);
        }
    }

    static string Problem(int status, string code, string title, string extra = "") =>
        $$"""{"type":"/problems/{{code}}","title":"{{title}}","status":{{status}},"code":"{{code}}","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"{{extra}}}""";
}
