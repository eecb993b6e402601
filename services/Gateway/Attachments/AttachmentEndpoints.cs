using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CptsReferral.Gateway.Attachments;

static class AttachmentEndpoints
{
    // Kestrel reads up to here before it hangs up: whose file is somewhat too large still hears why.
    const int MaxRequestBytes = 4 * AttachmentStore.MaxBytes;

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
    static async Task<IResult> UploadAsync(Caller caller, HttpRequest request, AttachmentStore store, CancellationToken cancellation)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString() : "";
        if (AttachmentStore.Refuse(caller, mediaType) is { } refusal)
            return Problem.From(refusal);
        if (FileName(request) is not { } fileName)
            return Problem.From(Unreadable.Header("X-File-Name"));
        if (request.ContentLength > AttachmentStore.MaxBytes || await ReadAsync(request, cancellation) is not { } content)
            return Problem.From(Unreadable.TooLarge);
        return Replies.Of(
            await store.AcceptAsync(caller, mediaType, fileName, content, cancellation), file => TypedResults.Created($"/api/attachments/{file.Id}", file));
    }

    // Null when there is more than an attachment may have: without a length in front, only reading tells.
    static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > AttachmentStore.MaxBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.Whole();
    }

    static Task<IResult> DownloadAsync(Guid id, Caller caller, HttpResponse response, AttachmentStore store, CancellationToken cancellation) =>
        Replies.OfAsync(store.ReadAsync(id, caller, cancellation), file =>
        {
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "sandbox";
            return TypedResults.Bytes(file.Content, file.View.ContentType, fileDownloadName: file.View.FileName);
        });

    // Names may hold accents: RFC 3986 percent-encoding is taken.
    static string? FileName(HttpRequest request)
    {
        var raw = request.Headers["X-File-Name"].ToString();
        return raw.Length > 1000 ? null : AttachmentStore.CleanName(Uri.UnescapeDataString(raw));
    }
}
