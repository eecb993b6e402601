using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Standalone.Demo;

/// <summary>A dozen invented requests in different states, posted and worked on through the public API like everybody's.</summary>
sealed class DemoRequests(DemoApi api)
{
    /// <summary>False when they were posted by an earlier start.</summary>
    public static async Task<bool> PostAsync(Uri address, CancellationToken cancellation)
    {
        using var api = new DemoApi(address, cancellation);
        if (await api.HasRequestsAsync())
            return false;
        await new DemoRequests(api).PostAllAsync();
        return true;
    }

    async Task PostAllAsync()
    {
        // Waiting for somebody.
        await EcgAsync("demo-gp", "LEFEBVRE-FICTIF", "Jeanne", "1951-02-11", "female", "diabetes-yearly");
        await EcgAsync("demo-gp-2", "MARTINEAU-FICTIF", "Paul", "2003-09-30", "male", "sport");
        await DermatologyAsync("demo-nurse", "GARNIER-FICTIF", "Odette", "1938-06-02", "female");
        await ImagingAsync("demo-gp", "BERTIN-FICTIF", "Hugo", "1979-11-19", "male");
        await OncologyAsync("demo-gp-2", "ROUSSEL-FICTIF", "Irène", "1947-01-25", "female");

        // In somebody's hands.
        await api.MoveAsync("demo-cardiologist", await EcgAsync("demo-gp-2", "CHEVALIER-FICTIF", "Luc", "1962-03-08", "male", "psychotropic"), "claim");
        await api.MoveAsync("demo-secretary", await ImagingAsync("demo-gp-2", "FONTAINE-FICTIF", "Mina", "1990-07-14", "female"), "claim");

        // Waiting for the requester.
        var asked = await CardiologyAsync("demo-gp", "PERRIN-FICTIF", "André", "1955-12-01", "male");
        await api.MoveAsync("demo-cardiologist-2", asked, "claim");
        await api.MoveAsync("demo-cardiologist-2", asked, "information-request", """{"question":"Quelle est la créatininémie la plus récente ?"}""");

        // Answered; answered, read and closed.
        var answered = await DermatologyAsync("demo-gp", "SIMONET-FICTIF", "Rose", "1984-10-05", "female");
        await api.MoveAsync("demo-dermatologist", answered, "claim");
        await api.MoveAsync("demo-dermatologist", answered, "answer", DermatologyAnswer);
        var closed = await EcgAsync("demo-gp", "DELMAS-FICTIF", "Yves", "1959-05-21", "male", "diabetes-yearly");
        await api.MoveAsync("demo-cardiologist", closed, "claim");
        await api.MoveAsync("demo-cardiologist", closed, "answer", EcgAnswer);
        await api.MoveAsync("demo-gp", closed, "open");
        await api.MoveAsync("demo-gp", closed, "close", """{"impact":"consultation-avoided"}""");

        // Declined, sent on, withdrawn.
        await api.MoveAsync("demo-dermatologist", await DermatologyAsync("demo-gp-2", "VIDAL-FICTIF", "Léon", "1971-08-17", "male"), "decline",
            """{"reason":"unusable-photographs","text":"Photographies floues : merci de les reprendre à la lumière du jour."}""");
        await api.MoveAsync("demo-cardiologist", await EcgAsync("demo-nurse", "MOULIN-FICTIF", "Anna", "1944-04-29", "female", "hypertension"), "redirect",
            """{"lane":"cardiology","text":"Un avis sera plus utile qu'un tracé seul."}""");
        await api.MoveAsync("demo-gp", await CardiologyAsync("demo-gp", "TEXIER-FICTIF", "Noé", "1966-02-03", "male"), "cancel", """{"reason":"Vu en consultation entre-temps"}""");
    }

    async Task<string> EcgAsync(string client, string name, string given, string born, string sex, string indication) => await api.SubmitAsync(
        client, "ecg", indication, Patient(name, given, born, sex), "Tracé de suivi, patient asymptomatique : une anomalie ?",
        """
        {"chestPain":false,"syncope":false,"dyspnoeaAtRest":false,"palpitationsNow":false,"recordedAt":"2026-11-20T09:30:00+01:00",
         "leads":"12-lead","otherSymptoms":false,"pacemaker":false,"familySuddenDeath":false,"currentTreatments":"Metformine 1 g deux fois par jour",
         "qtDrugs":false,"previousEcg":false}
        """,
        [await api.UploadAsync(client, "ecg-tracing.png")]);

    async Task<string> DermatologyAsync(string client, string name, string given, string born, string sex) => await api.SubmitAsync(
        client, "dermatology", "pigmented-lesion", Patient(name, given, born, sex), "Lésion pigmentée apparue récemment : faut-il une exérèse ?",
        """
        {"skinDetachment":false,"facialOedema":false,"strongMelanomaSuspicion":false,"fullSkinCheck":false,"lesionSite":"Avant-bras gauche",
         "lesionCount":"one","lesionAge":"1-6-months","evolution":"stable","itch":"none","bleeding":false,"fever":false,
         "skinCancerHistory":false,"immunosuppression":false,"newDrug":false}
        """,
        [await api.UploadAsync(client, "skin-overview.png"), await api.UploadAsync(client, "skin-close-up.png")]);

    Task<string> CardiologyAsync(string client, string name, string given, string born, string sex) => api.SubmitAsync(
        client, "cardiology", "hypertension", Patient(name, given, born, sex), "HTA mal contrôlée sous bithérapie : quel troisième médicament ?",
        """
        {"chestPain":false,"syncope":false,"dyspnoeaAtRest":false,"unstable":false,"ecgReadingOnly":false,"history":["hypertension","diabetes"],
         "currentTreatments":"Périndopril 8 mg, amlodipine 10 mg","anticoagulant":false,"effortDyspnoea":"nyha-1","recentEcg":false}
        """,
        []);

    Task<string> ImagingAsync(string client, string name, string given, string born, string sex) => api.SubmitAsync(
        client, "imaging", "renal-colic", Patient(name, given, born, sex), "Échographie rénale sous 48 heures.",
        """
        {"lifeThreatening":false,"modality":"us","region":"abdomen","laterality":"left","justification":"Colique néphrétique cédant mal, sans fièvre.",
         "previousImaging":false,"pregnancy":"not-applicable","pacemaker":false,"contrast":"no","mobility":"walks"}
        """,
        [], "urgent");

    Task<string> OncologyAsync(string client, string name, string given, string born, string sex) => api.SubmitAsync(
        client, "oncology", "treatment-side-effect", Patient(name, given, born, sex), "Neuropathie sous traitement : adapter la dose ?",
        """
        {"feverUnderChemotherapy":false,"cordCompression":false,"situation":"confirmed","site":"Sein","pathology":false,
         "treatments":"Paclitaxel hebdomadaire","performanceStatus":"1","careHome":false}
        """,
        []);

    const string EcgAnswer = """
        {"text":"Tracé dans les limites de la normale.","fields":{"quality":"good","rhythm":"sinus","rate":68,"pr":160,"qrs":92,"qt":392,"qtc":417,
         "qtcFormula":"bazett","axis":45,"st":"normal","tWave":"normal","conclusion":"ECG normal.","severity":"normal","action":"Contrôle dans un an."}}
        """;

    const string DermatologyAnswer = """
        {"text":"Aspect bénin.","fields":{"photoQuality":"good","conclusion":"Naevus d'allure bénigne.","certainty":"probable",
         "management":"Surveillance simple, nouvelle photographie dans six mois.","followUp":"requester"}}
        """;

    static JsonObject Patient(string name, string given, string born, string sex) => new()
    {
        ["birthName"] = name,
        ["givenNames"] = given,
        ["birthDate"] = born,
        ["sex"] = sex,
        ["phone"] = "+33 1 99 00 99 99",
    };
}
