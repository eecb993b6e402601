using System.Security.Cryptography;
using System.Text;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CptsReferral.Gateway.Attachments;

static class AttachmentEndpoints
{
    /// <summary>Largest attachment, in bytes.</summary>
    public const int MaxBytes = 25 * 1024 * 1024;

    // Kestrel reads up to here before it hangs up: whose file is somewhat too large still hears why.
    const int MaxRequestBytes = 4 * MaxBytes;

    static readonly Refusal CoordinatorsSeeNoContent = new Forbidden(
        "attachment.not-for-coordinators", "La coordination n'accède pas au contenu clinique.", "Coordinators have no access to clinical content.");

    public static RouteGroupBuilder MapAttachments(this RouteGroupBuilder api)
    {
        api.MapPost("/attachments", UploadAsync)
            .WithMetadata(new BinaryBody([.. ContentKind.All]))
            .WithHeader("X-File-Name", "The name of the file, percent-encoded.", required: true)
            .Produces<AttachmentView>(StatusCodes.Status201Created)
            .WithProblems(400, 403, 413, 415, 422)
            .WithName("uploadAttachment").WithSummary("Upload a photograph, a tracing or a document; name it later in a request, reply or answer.");
        api.MapGet("/attachments/{id:guid}", DownloadAsync)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .WithProblems(404)
            .WithName("getAttachment").WithSummary("The bytes of an attachment, for the people concerned by its referral.");
        return api;
    }

    [RequestSizeLimit(MaxRequestBytes)]
    static async Task<IResult> UploadAsync(Caller caller, HttpRequest request, CptsDbContext db, IContentSeal seal, TimeProvider time, CancellationToken cancellation)
    {
        if (caller.IsCoordinator)
            return Problem.From(CoordinatorsSeeNoContent);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !ContentKind.IsKnown(type.MediaType.ToString()))
        {
            var known = string.Join(", ", ContentKind.All);
            return Problem.From(new Unreadable(415, "attachment.kind-unknown", $"Types acceptés : {known}.", $"Accepted types: {known}."));
        }

        if (FileName(request) is not { } fileName)
            return Problem.From(Unreadable.Header("X-File-Name"));
        if (request.ContentLength > MaxBytes)
            return Problem.From(Unreadable.TooLarge);

        if (await ReadAsync(request, cancellation) is not { } content)
            return Problem.From(Unreadable.TooLarge);
        var mediaType = type.MediaType.ToString().ToLowerInvariant();
        if (content.Length == 0 || !ContentKind.Matches(mediaType, content))
        {
            return Problem.From(new Unreadable(
                422, "attachment.content-mismatch", "Le contenu du fichier ne correspond pas à son type.", "The content of the file does not match its type."));
        }

        var now = time.GetUtcNow();
        var attachment = new Attachment
        {
            Id = Guid.CreateVersion7(now),
            UploadedBy = caller.PersonId,
            UploadedUtc = now.UtcDateTime,
            ContentType = mediaType,
            Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            FileName = seal.Seal(Encoding.UTF8.GetBytes(fileName)),
        };
        db.Add(attachment);
        db.Add(new AttachmentContent { AttachmentId = attachment.Id, Content = seal.Seal(content) });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created($"/api/attachments/{attachment.Id}", AttachmentView.Of(attachment, seal));
    }

    // Null when there is more than an attachment may have: without a length in front, only reading tells.
    static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    static async Task<IResult> DownloadAsync(Guid id, Caller caller, HttpResponse response, CptsDbContext db, LaneCatalogue lanes, IContentSeal seal, CancellationToken cancellation)
    {
        if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } attachment
            || !await MayReadAsync(attachment, caller, db, lanes, cancellation))
        {
            return Problem.From(new NotFound("attachment.unknown", "Cette pièce jointe n'existe pas, ou ne vous concerne pas.", "There is no such attachment, or it does not concern you."));
        }

        var stored = await db.Set<AttachmentContent>().AsNoTracking().Where(c => c.AttachmentId == id).Select(c => c.Content).SingleAsync(cancellation);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Bytes(seal.Open(stored), attachment.ContentType, fileDownloadName: AttachmentView.Of(attachment, seal).FileName);
    }

    static async Task<bool> MayReadAsync(Attachment attachment, Caller caller, CptsDbContext db, LaneCatalogue lanes, CancellationToken cancellation)
    {
        if (attachment.ReferralId is not { } referralId)
            return attachment.UploadedBy == caller.PersonId;
        // A redirected request takes its files along: the new desk reads them too.
        var referrals = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.OriginId == db.Set<Referral>().Where(first => first.Id == referralId).Select(first => first.OriginId).First())
            .ToListAsync(cancellation);
        foreach (var referral in referrals)
        {
            if (ReferralAccess.RefuseReading(caller, referral, await lanes.OfAsync(referral, cancellation)) is null)
                return true;
        }

        return false;
    }

    // Names may hold accents: RFC 3986 percent-encoding is taken, and no path ever.
    static string? FileName(HttpRequest request)
    {
        var raw = request.Headers["X-File-Name"].ToString();
        if (raw.Length is 0 or > 1000)
            return null;
        var name = Path.GetFileName(Uri.UnescapeDataString(raw).Replace('\\', '/'));
        return name.Length is 0 or > 255 || name.Any(char.IsControl) ? null : name;
    }
}
