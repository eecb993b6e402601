using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Errors;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Problems;

namespace CptsReferral.Gateway.Portal.Files;

/// <summary>An attachment in the browser: pictures show, everything else is saved. Whatever it is, it runs nothing.</summary>
static class FileDownload
{
    static readonly string[] Shown = ["image/jpeg", "image/png"];

    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{id:guid}", DownloadAsync).RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();

    static async Task DownloadAsync(Guid id, HttpContext context, AttachmentStore store)
    {
        if (!(await store.ReadAsync(id, Caller.From(context.User)!, context.RequestAborted)).Succeeded(out var file, out var refusal))
        {
            await HtmlErrors.WriteAsync(context, Problem.StatusOf(refusal));
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        var name = Shown.Contains(file.View.ContentType) ? null : file.View.FileName;
        await TypedResults.Bytes(file.Content, file.View.ContentType, fileDownloadName: name).ExecuteAsync(context);
    }
}
