using System.Globalization;
using CptsReferral.Gateway.Paper;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>When something was written on paper, as a form says it.</summary>
static class PaperReading
{
    public const string Field = "paper.writtenAt";

    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    // Validation would only see that it is missing.
    static readonly Fault NoMoment = new(Field, "format", "Donnez le jour et l’heure.", "Give the day and the time.");

    /// <summary>Null when nothing was: most never touch the field.</summary>
    public static PaperBody? Of(PostedForm form) => form.Text(Field) is null ? null : new PaperBody(Moment(form));

    /// <summary>What is wrong with it that validation could not tell.</summary>
    public static IReadOnlyList<Fault> FaultsOf(PostedForm form) => form.Text(Field) is not null && Moment(form) is null ? [NoMoment] : [];

    public static DateTimeOffset? Moment(PostedForm form) =>
        DateTime.TryParseExact(form.Text(Field), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? ParisTime.FromLocal(local) : null;
}
