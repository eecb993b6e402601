using System.Text.Json.Nodes;
using static CptsReferral.Gateway.Specs.Refused.BadInput;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>Requests that must not get in.</summary>
static class Submitting
{
    public static IEnumerable<BadInput> Rows => [.. Forms, .. Patients, .. LaneForms, .. Bodies, .. Keys, .. Roles];

    static BadInput[] Forms =>
    [
        Faulty("a lane that does not exist", s => s.Submits(r => r["lane"] = "astrology"), "lane unknown-lane"),
        Faulty("no lane", s => s.Submits(r => r.Remove("lane")), "lane required"),
        Faulty("an indication of another lane", s => s.Submits(r => r["indication"] = "diabetes-yearly"), "indication not-allowed"),
        Faulty("no consent", s => s.Submits(r => r.Remove("consent")), "consent required"),
        Faulty("consent refused", s => s.Submits(r => r["consent"]!["given"] = false), "consent.given consent-required"),
        Faulty("consent dated in words", s => s.Submits(r => r["consent"]!["at"] = "hier"), "consent.at type"),
        Faulty("a priority of their own", s => s.Submits(r => r["priority"] = "asap"), "priority type"),
        Faulty("a priority as a number", s => s.Submits(r => r["priority"] = 1), "priority type"),
        Faulty("no question", s => s.Submits(r => r["question"] = "  "), "question required"),
        Faulty("a question with a character that no keyboard has", s => s.Submits(r => r["question"] = "a\0b"), "question unreadable"),
        Faulty("a lane with a character that no keyboard has", s => s.Submits(r => r["lane"] = "ecg\0"), "lane unknown-lane"),
        Faulty("a question that is too long", s => s.Submits(r => r["question"] = new string('q', 4001)), "question too-long"),
        Faulty("a context that is too long", s => s.Submits(r => r["context"] = new string('c', 8001)), "context too-long"),
        Faulty("asking for a doctor who does not exist", s => s.Submits(r => r["generalPractitioner"] = Guid.CreateVersion7()), "generalPractitioner unknown-person"),
        Faulty("asking for a doctor by name", s => s.Submits(r => r["generalPractitioner"] = "Dr Durand"), "generalPractitioner type"),
        Faulty("asking for oneself", s => s.Submits(r => r["generalPractitioner"] = s.Gp), "generalPractitioner yourself"),
        Faulty("asking for somebody who may not ask in this lane", s => s.Submits(r => r["generalPractitioner"] = s.Cardiologist), "generalPractitioner not-a-requester"),
        Faulty("an unknown field", s => s.Submits(r => r["urgencyLevel"] = 3), "urgencyLevel unknown-field"),
        Faulty("an unknown field of the patient", s => s.Submits(r => r["patient"]!["nickname"] = "M"), "patient.nickname unknown-field"),
        Faulty("an object without anything", s => s.SubmitsText("{}"), RequiredFields),
        Faulty("several fields of the wrong type, all listed", s => s.Submits(r =>
            {
                r["priority"] = 7;
                r["patient"]!["birthDate"] = "bientôt";
                r["question"] = 12;
                r["consent"]!["given"] = "yes";
                r["attachments"] = "none";
            }),
            "attachments type", "consent.given type", "patient.birthDate type", "priority type", "question type"),
        Faulty("several rules broken, all listed", s => s.Submits(r =>
            {
                r["consent"]!["given"] = false;
                r["patient"]!["sex"] = "F";
                r["indication"] = "none";
                r["answers"]!["chestPain"] = true;
                r["zeal"] = true;
            }),
            "answers.chestPain red-flag", "consent.given consent-required", "indication not-allowed", "patient.sex not-allowed", "zeal unknown-field"),
    ];

    static string[] RequiredFields => ["consent required", "indication required", "lane required", "patient required", "priority required", "question required"];

    static BadInput[] Patients =>
    [
        Faulty("a patient without anything", s => s.Submits(r => r["patient"] = new JsonObject()),
            "patient.birthDate required", "patient.birthName required", "patient.givenNames required", "patient.sex required"),
        Faulty("a patient that is a name", s => s.Submits(r => r["patient"] = "Marie"), "patient type"),
        Faulty("a name that is too long", s => s.SubmitsPatient("birthName", new string('D', 101)), "patient.birthName too-long"),
        Faulty("a birth date that no calendar has", s => s.SubmitsPatient("birthDate", "1960-02-30"), "patient.birthDate type"),
        Faulty("a birth date to come", s => s.SubmitsPatient("birthDate", "2199-01-01"), "patient.birthDate out-of-range"),
        Faulty("a birth date of another century", s => s.SubmitsPatient("birthDate", "1799-01-01"), "patient.birthDate out-of-range"),
        Faulty("a sex of another vocabulary", s => s.SubmitsPatient("sex", "F"), "patient.sex not-allowed"),
        Faulty("a phone number in words", s => s.SubmitsPatient("phone", "zéro un"), "patient.phone pattern"),
        Faulty("an INS status that does not exist", s => s.SubmitsPatient("insStatus", "SURE"), "patient.insStatus not-allowed"),
        Faulty("an INS with a wrong key", s => s.Submits(r => Ins(r, "260051799000199", "QUAL")), "patient.ins checksum"),
        Faulty("an INS of the wrong length", s => s.Submits(r => Ins(r, "26005", "QUAL")), "patient.ins checksum"),
        Faulty("an INS without a qualified identity", s => s.Submits(r => Ins(r, "260051799000154", "VALI")), "patient.insStatus ins-not-qualified"),
    ];

    static BadInput[] LaneForms =>
    [
        Faulty("a red flag", s => s.SubmitsAnswers(a => a["chestPain"] = true), "answers.chestPain red-flag"),
        Faulty("an exclusion", s => s.SubmitsAnswers(a => a["ecgReadingOnly"] = true), "answers.ecgReadingOnly exclusion"),
        Faulty("no answers: every required one is listed", s => s.Submits(r => r["answers"] = new JsonObject()),
            "answers.anticoagulant required", "answers.chestPain required", "answers.currentTreatments required", "answers.dyspnoeaAtRest required",
            "answers.ecgReadingOnly required", "answers.effortDyspnoea required", "answers.history required", "answers.recentEcg required",
            "answers.syncope required", "answers.unstable required"),
        Faulty("an answer that another answer asks for is missing", s => s.SubmitsAnswers(a => a["anticoagulant"] = true), "answers.anticoagulantName required"),
        Faulty("an answer of the wrong type", s => s.SubmitsAnswers(a => a["history"] = 1), "answers.history type"),
        Faulty("an answer that was not asked", s => s.SubmitsAnswers(a => a["zodiac"] = "lion"), "answers.zodiac unknown-field"),
        Faulty("answers that are a list", s => s.Submits(r => r["answers"] = new JsonArray()),  "answers type"),
    ];

    static BadInput[] Bodies =>
    [
        new("broken JSON", s => s.SubmitsText("""{"lane":"cardiology","""), 400, "body.malformed"),
        new("an empty body", s => s.SubmitsText(""), 400, "body.malformed"),
        new("null", s => s.SubmitsText("null"), 400, "body.malformed"),
        new("a list", s => s.SubmitsText("[]"), 400, "body.malformed"),
        new("control characters", s => s.SubmitsText("\u0001\u0002"), 400, "body.malformed"),
        new("half a character", s => s.SubmitsText("""{"question":"\ud800"}"""), 400, "body.malformed"),
        new("half a character in an answer", s => s.SubmitsText("""{"answers":{"history":"\ud800"}}"""), 400, "body.malformed"),
        new("half a character in a name", s => s.SubmitsText("""{"\ud800":1}"""), 400, "body.malformed"),
        new("a member that stands twice", s => s.SubmitsText("""{"lane":"ecg","lane":"cardiology"}"""), 400, "body.malformed"),
        new("a member that stands twice further down", s => s.SubmitsText("""{"patient":{"sex":"male","sex":"female"}}"""), 400, "body.malformed"),
        new("JSON as nested as a trap", s => s.SubmitsText(new string('[', 100_000)), 400, "body.malformed"),
        new("a request as plain text", s => s.SubmitsText("{}", "text/plain"), 415, "body.not-json"),
        new("a request as a form", s => s.SubmitsText("lane=ecg", "application/x-www-form-urlencoded"), 415, "body.not-json"),
        new("a request without a content type", s => s.SubmitsText("{}", contentType: null), 415, "body.not-json"),
        new("a question of ten megabytes", s => s.Submits(r => r["question"] = new string('q', 10_000_000)), 413, "body.too-large"),
    ];

    static BadInput[] Keys =>
    [
        new("a key that another request used", s => s.SubmitsWithKey(Scene.UsedKey), 422, "idempotency.key-reused"),
        new("no idempotency key", s => s.SubmitsWithKey(null), 400, "header.invalid"),
        new("an empty idempotency key", s => s.SubmitsWithKey(""), 400, "header.invalid"),
        new("an idempotency key with a space", s => s.SubmitsWithKey("a b"), 400, "header.invalid"),
        new("an idempotency key without end", s => s.SubmitsWithKey(new string('k', 201)), 400, "header.invalid"),
    ];

    static BadInput[] Roles =>
    [
        new("an expert posts", s => s.Submits(_ => { }, by: s.Host.Dermatologist), 403, "lane.not-a-requester"),
        new("a coordinator posts", s => s.Submits(_ => { }, by: s.Host.Coordinator), 403, "lane.not-a-requester"),
        new("a nurse posts where only doctors may", s => s.Submits(_ => { }, "imaging", s.Host.Nurse), 403, "lane.not-a-requester"),
    ];

    static void Ins(JsonObject request, string number, string status)
    {
        request["patient"]!["ins"] = number;
        request["patient"]!["insStatus"] = status;
    }
}
