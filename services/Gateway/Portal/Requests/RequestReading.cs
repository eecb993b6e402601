using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Requests;

/// <summary>The page's form read into what the API takes: the same names, so that a fault finds its field.</summary>
static class RequestReading
{
    /// <summary>Prefix of the lane's own fields.</summary>
    public const string Answers = "answers";

    /// <summary>Name of the fields that carry uploaded files.</summary>
    public const string Attachments = "attachments";

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
            Guid.TryParse(form.Text("generalPractitioner"), out var doctor) ? doctor : null),
        faults);

    // What a date field holds that is no date: validation would only see that it is missing.
    static PatientBody Patient(PostedForm form) => new(
        form.Text("patient.birthName"),
        form.Text("patient.givenNames"),
        form.Date("patient.birthDate"),
        form.Text("patient.sex"),
        form.Text("patient.ins")?.Replace(" ", "", StringComparison.Ordinal),
        form.Text("patient.ins") is null ? null : "QUAL",
        form.Text("patient.phone"));
}
