using System.Globalization;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Problems;
using Microsoft.AspNetCore.Mvc;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Files of a form go ahead in pieces that survive a cut line; the form then names the attachments they became.</summary>
static class UploadEndpoints
{
    // Kestrel reads up to here before it hangs up.
    const int MaxRequestBytes = AttachmentStore.MaxBytes + 1024;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/uploads").RequireAuthorization(PortalSession.Policy).AddEndpointFilter(TusProtocol.FilterAsync).ExcludeFromDescription();
        uploads.MapPost("", BeginAsync);
        uploads.MapMethods("{id:guid}", ["HEAD"], TellAsync);
        uploads.MapPatch("{id:guid}", AppendAsync);
        uploads.MapDelete("{id:guid}", DiscardAsync);
        uploads.MapMethods("{id:guid?}", ["OPTIONS"], TusProtocol.Capabilities);
    }

    static async Task<IResult> BeginAsync(Caller caller, HttpContext context, ResumableUploads uploads, CancellationToken cancellation)
    {
        if (TusProtocol.Number(context.Request, "Upload-Length") is not { } length || length == 0)
            return Problem.From(Unreadable.Header("Upload-Length"));
        var began = await uploads.BeginAsync(
            caller, TusProtocol.Metadata(context.Request, "filetype"), TusProtocol.Metadata(context.Request, "filename"), length, cancellation);
        if (!began.Succeeded(out var upload, out var refusal))
            return Problem.From(refusal);
        TusProtocol.Tell(context.Response, upload);
        return TypedResults.Created($"/uploads/{upload.Id}");
    }

    static async Task<IResult> TellAsync(Guid id, Caller caller, HttpResponse response, ResumableUploads uploads, CancellationToken cancellation)
    {
        if (!(await uploads.FindAsync(id, caller, cancellation)).Succeeded(out var upload, out var refusal))
            return Problem.From(refusal);
        TusProtocol.Tell(response, upload);
        response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    [RequestSizeLimit(MaxRequestBytes)]
    static async Task<IResult> AppendAsync(Guid id, Caller caller, HttpContext context, ResumableUploads uploads, TimeProvider time)
    {
        if (context.Request.ContentType != TusProtocol.PieceType)
            return Problem.From(new Unreadable(415, "upload.piece-type", $"Cet appel attend {TusProtocol.PieceType}.", $"This call takes {TusProtocol.PieceType}."));
        if (TusProtocol.Number(context.Request, "Upload-Offset") is not { } offset)
            return Problem.From(Unreadable.Header("Upload-Offset"));
        // Who is gone already has perhaps left a piece behind: nothing here stops because of that.
        if (!(await uploads.FindAsync(id, caller, CancellationToken.None)).Succeeded(out var upload, out var refusal))
            return Problem.From(refusal);
        if (offset != upload.Received)
            return Problem.From(ResumableUploads.WrongOffset);
        if (context.Request.ContentLength > upload.Length - offset)
            return Problem.From(Unreadable.TooLarge);

        var piece = new ArrivingPiece(context.Request.Body, time);
        while (await piece.NextAsync() is { Length: > 0 } content)
        {
            if (content.Length > upload.Length - upload.Received)
                return Problem.From(Unreadable.TooLarge);
            if (!(await uploads.AppendAsync(upload, caller, content)).Succeeded(out upload, out refusal))
                return Problem.From(refusal);
        }

        TusProtocol.Tell(context.Response, upload);
        return TypedResults.NoContent();
    }

    static async Task<IResult> DiscardAsync(Guid id, Caller caller, ResumableUploads uploads, CancellationToken cancellation)
    {
        if (!(await uploads.FindAsync(id, caller, cancellation)).Succeeded(out var upload, out var refusal))
            return Problem.From(refusal);
        return await uploads.DiscardAsync(upload, cancellation) is { } conflict ? Problem.From(conflict) : TypedResults.NoContent();
    }
}
