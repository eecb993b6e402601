using System.Globalization;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Portal.Paper;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Requests;

/// <summary>The page's form read into what the API takes: the same names, so that a fault finds its field.</summary>
static class RequestReading
{
    /// <summary>Prefix of the lane's own fields.</summary>
    public const string Answers = "answers";

    /// <summary>Name of the fields that carry uploaded files.</summary>
    public const string Attachments = "attachments";

    public const string BirthDate = "patient.birthDate";

    // Validation would only see that it is missing.
    static readonly Fault NoDate = new(
        BirthDate, "format", "Cette date de naissance n'est pas une date : jour, mois, année.", "This date of birth is not a date: day, month, year.");

    /// <summary>The form with what is asked nearly always for its indication, where nothing else was written.</summary>
    public static PostedForm WithQuestion(PostedForm form, LaneDocument lane) =>
        form.Text("question") is null && lane.Indications.FirstOrDefault(choice => choice.Code == form.Text("indication"))?.Question is { } usual
            ? form.With("question", usual.InThisLanguage())
            : form;

    /// <summary>The form with the patient of an earlier request.</summary>
    public static PostedForm WithPatient(PostedForm form, PatientIdentity patient) => form
        .With("patient.birthName", patient.BirthName).With("patient.givenNames", patient.GivenNames)
        .With(BirthDate, patient.BirthDate.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)).With("patient.sex", patient.Sex)
        .With("patient.phone", patient.Phone).With("patient.ins", patient.Ins);

    public static Body<SubmitReferral> Read(PostedForm form, LaneDocument lane, IReadOnlyList<LaneField> fields, IReadOnlyList<Fault> faults) => Body<SubmitReferral>.Of(
        new SubmitReferral(
            lane.Code,
            form.Text("priority") == "urgent" ? Priority.Urgent : Priority.Routine,
            form.Text("indication"),
            Patient(form),
            form.Text("question"),
            form.Text("context"),
            new ConsentBody(form.Has("consent.given", "true"), At: null),
            form.Answers(fields, Answers),
            form.Ids(Attachments),
            Guid.TryParse(form.Text("generalPractitioner"), out var doctor) ? doctor : null,
            PaperReading.Of(form)),
        [.. form.Text(BirthDate) is not null && form.Date(BirthDate) is null ? [NoDate] : Array.Empty<Fault>(), .. PaperReading.FaultsOf(form), .. faults]);

    static PatientBody Patient(PostedForm form) => new(
        form.Text("patient.birthName"),
        form.Text("patient.givenNames"),
        form.Date(BirthDate),
        form.Text("patient.sex"),
        form.Text("patient.ins")?.Replace(" ", "", StringComparison.Ordinal),
        form.Text("patient.ins") is null ? null : "QUAL",
        form.Text("patient.phone"));
}
