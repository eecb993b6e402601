using CptsReferral.Gateway.Validation;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Referrals;

/// <summary>The rules of a new request that need no database: form of the fields, then the lane's own form.</summary>
static class SubmitValidation
{
    public const int NameLength = 100;
    public const int QuestionLength = 4000;
    public const int ContextLength = 8000;

    public static void Check(SubmitReferral request, LaneDocument? lane, DateOnly today, Faults faults)
    {
        faults.Required("priority", request.Priority);
        CheckPatient(request.Patient, today, faults);
        faults.RequiredText("question", request.Question, QuestionLength);
        faults.NoLongerThan("context", request.Context, ContextLength);
        CheckConsent(request.Consent, faults);
        CheckLane(request, lane, faults);
    }

    static void CheckPatient(PatientBody? patient, DateOnly today, Faults faults)
    {
        if (!faults.Required("patient", patient))
            return;
        faults.RequiredText("patient.birthName", patient!.BirthName, NameLength);
        faults.RequiredText("patient.givenNames", patient.GivenNames, NameLength);
        if (faults.Required("patient.birthDate", patient.BirthDate) && (patient.BirthDate > today || patient.BirthDate < today.AddYears(-130)))
            faults.Add("patient.birthDate", "out-of-range", "La date de naissance est impossible.", "The birth date is impossible.");
        if (faults.Required("patient.sex", patient.Sex) && patient.Sex is not ("male" or "female" or "unknown"))
            faults.Add("patient.sex", "not-allowed", "Valeurs possibles : male, female, unknown.", "Possible values: male, female, unknown.");
        CheckIns(patient, faults);
        if (patient.Phone is not null && !PhoneNumber.IsPlausible(patient.Phone))
            faults.Add("patient.phone", "pattern", "Ce numéro de téléphone n'est pas valide.", "This phone number is not valid.");
    }

    // An INS travels only with a qualified identity (identitovigilance, rule INS/va1.53).
    static void CheckIns(PatientBody patient, Faults faults)
    {
        if (patient.InsStatus is not (null or "PROV" or "VALI" or "RECUP" or "QUAL"))
            faults.Add("patient.insStatus", "not-allowed", "Valeurs possibles : PROV, VALI, RECUP, QUAL.", "Possible values: PROV, VALI, RECUP, QUAL.");
        if (patient.Ins is null)
            return;
        if (!Nir.IsValid(patient.Ins))
            faults.Add("patient.ins", "checksum", "Ce matricule INS n'est pas valide (15 caractères avec sa clé).", "This INS number is not valid (15 characters with its key).");
        if (patient.InsStatus != "QUAL")
            faults.Add("patient.insStatus", "ins-not-qualified", "Un INS ne se transmet qu'avec une identité qualifiée (QUAL).", "An INS may be sent only with a qualified identity (QUAL).");
    }

    static void CheckConsent(ConsentBody? consent, Faults faults)
    {
        if (faults.Required("consent", consent) && consent!.Given is not true)
            faults.Add("consent.given", "consent-required", "Le consentement du patient est nécessaire.", "The patient's consent is needed.");
    }

    static void CheckLane(SubmitReferral request, LaneDocument? lane, Faults faults)
    {
        faults.Required("indication", request.Indication);
        if (!faults.Required("lane", request.Lane))
            return;
        if (lane is null)
        {
            faults.Add("lane", "unknown-lane", "Cette filière n'existe pas.", "There is no such lane.");
            return;
        }

        if (request.Indication is { Length: > 0 } indication && !lane.Indications.Any(choice => choice.Code == indication))
            faults.Add("indication", "not-allowed", "Cette indication ne fait pas partie de la filière.", "This indication is not one of the lane's.");
        faults.AddRange(LaneForm.Validate(lane.Request, Answers.ToElement(request.Answers), "answers"));
    }
}
