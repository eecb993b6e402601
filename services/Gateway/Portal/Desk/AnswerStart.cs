using System.Text.Json;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>What the form of an answer begins with, as the lane's document says: usual values, what the request says already, what stayed the same
/// since the caller's latest answer.</summary>
/// <param name="Taken">Fields taken over from an earlier answer, each with the conditions of this form under which that is right.</param>
sealed record AnswerStart(PostedForm Form, IReadOnlyDictionary<string, string> Taken)
{
    public static AnswerStart Nothing { get; } = new(PostedForm.Empty, new Dictionary<string, string>());

    public static async Task<AnswerStart> OfAsync(
        ReferralView view, IReadOnlyList<LaneField> fields, Caller caller, ReferralViews views, CancellationToken cancellation)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Start.FromRequest is { } asked && view.Answers.TryGetValue(asked, out var said) && field.Offers(said))
                values[field.Name] = said;
            else if (field.Start.Default is { } usual)
                values[field.Name] = usual;
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var carried = fields.Where(field => field.Start.SameAs is not null).ToList();
        if (carried.Count > 0)
        {
            var now = new EarlierAnswer(values, view.Answers);
            var earlier = await views.OwnAnswersAsync(caller, view.Lane, carried.SelectMany(field => field.Start.SameAs!.Append(field.Name)), cancellation);
            foreach (var field in carried)
            {
                if (earlier.FirstOrDefault(answer => answer.IsSame(now, field.Start.SameAs!))?.Fields.TryGetValue(field.Name, out var last) is true && field.Offers(last))
                {
                    values[field.Name] = last;
                    taken[field.Name] = Conditions(field, values);
                }
            }
        }

        var form = fields.Where(field => values.ContainsKey(field.Name))
            .ToDictionary(field => $"{AnswerReading.Prefix}.{field.Name}", field => AnswerReading.Typed(field, values[field.Name]), StringComparer.Ordinal);
        return new AnswerStart(new PostedForm(form), taken);
    }

    // Those about the request cannot change while the form is filled in.
    static string Conditions(LaneField field, Dictionary<string, JsonElement> values) => string.Join(
        ' ',
        field.Start.SameAs!.Where(name => !name.StartsWith(LaneForm.OfRequest, StringComparison.Ordinal))
            .Select(name => $"{AnswerReading.Prefix}.{name}={(values.TryGetValue(name, out var value) ? value.ToString() : "")}"));
}
