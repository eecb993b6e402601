using System.Globalization;
using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <content>Files, whole and in pieces.</content>
sealed partial class Ways
{
    /// <summary>Uploads a file, whatever it is.</summary>
    public static Making Upload(Making making, SampleFile file)
    {
        making.Draft.MustBeRefused = file.MustBeRefused;
        // A name may be a patient's.
        return making.At("/api/attachments").Bytes(file.Content, file.ContentType).With("X-File-Name", Uri.EscapeDataString(file.NameFor(making.Word)));
    }

    Making Download(Making making, string place) => stock.UsedFiles.Peek(making.Random) is { } file
        ? making.By(file.Owner).At($"{place}{file.Id}")
        : Upload(making.Instead("uploadAttachment").By(Clinician(making)), making.Random.Pick(ValidFiles.All));

    Making Tell(Making making) => stock.Uploads.Peek(making.Random) is { } upload
        ? making.By(upload.Owner).At($"/uploads/{upload.Id}").Tus()
        : Instead("beginUpload", making);

    // A person may have sixty under way: what will never be whole goes first.
    Making Discard(Making making) => (stock.Uploads.Take(upload => upload.Content.Length == 0) ?? stock.Uploads.Take(_ => true)) is { } upload
        ? making.By(upload.Owner).At($"/uploads/{upload.Id}").Tus()
        : Instead("beginUpload", making);

    Making Append(Making making)
    {
        if (stock.Uploads.Take(upload => upload.Content.Length > 0) is not { } upload)
            return Instead("beginUpload", making);
        return making.By(upload.Owner).At($"/uploads/{upload.Id}").Tus()
            .With("Upload-Offset", 0.ToString(CultureInfo.InvariantCulture)).Bytes(upload.Content, "application/offset+octet-stream");
    }
}
