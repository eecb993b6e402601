using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Files;

/// <summary>Files that came with a form, as they do from a browser without scripts; with them they are uploaded before.</summary>
sealed class PostedFiles(AttachmentStore store)
{
    /// <summary>Keeps the files and names them in the form, so that they are not chosen twice.</summary>
    /// <returns>The form with the files' ids, and what is wrong with those that were not kept.</returns>
    public async Task<(PostedForm Form, IReadOnlyList<Fault> Faults)> AcceptAsync(
        IFormFileCollection files, Caller caller, PostedForm form, string field, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        var ids = form.Ids(field).Select(id => id.ToString()).ToList();
        foreach (var file in files.Where(file => file.Length > 0))
        {
            using var content = new MemoryStream((int)Math.Min(file.Length, AttachmentStore.MaxBytes + 1));
            await file.CopyToAsync(content, cancellation);
            if ((await store.AcceptAsync(caller, file.ContentType, file.FileName, content.Whole(), cancellation)).Succeeded(out var kept, out var refusal))
                ids.Add(kept.Id.ToString());
            else
                faults.Add(new Fault(field, refusal.Code, refusal.French, refusal.English));
        }

        return (form.With(field, new StringValues([.. ids])), faults);
    }
}
