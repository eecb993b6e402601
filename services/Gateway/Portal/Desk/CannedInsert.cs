using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Canned;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>Puts a canned reply into a text where no script does: its button posts the form, which comes back longer.</summary>
sealed class CannedInsert(CannedReplies replies)
{
    public const string Button = "insert";

    /// <summary>The form with the reply that was tapped; null when none was.</summary>
    public async Task<PostedForm?> IntoAsync(PostedForm form, Caller caller, string field, CancellationToken cancellation)
    {
        if (form.Ids(Button) is not [var id])
            return null;
        var reply = (await replies.ListAsync(caller, cancellation)).FirstOrDefault(reply => reply.Id == id);
        var text = form.Text(field);
        return reply is null ? form : form.With(field, text is null ? reply.Text : $"{text}\n{reply.Text}");
    }
}
