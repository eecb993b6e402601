using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Errors;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Problems;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>The list of a desk as a file: every morning, before there is a need.</summary>
static class TableListDownload
{
    public static IServiceCollection AddPaper(this IServiceCollection services)
    {
        PaperFont.Register();
        return services.AddScoped<TableList>().AddScoped<TableListPdf>();
    }

    public static void MapPaper(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desks/{Code}/paper", DownloadAsync).RequireAuthorization(PortalSession.Policy).ExcludeFromDescription();

    static async Task DownloadAsync(string code, HttpContext context, TableList list, TableListPdf pdf)
    {
        if (!(await list.OfAsync(code, Caller.From(context.User)!, context.RequestAborted)).Succeeded(out var content, out var refusal))
        {
            await HtmlErrors.WriteAsync(context, Problem.StatusOf(refusal));
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        // The name of a file is read by whoever looks over a shoulder: the desk and the day, no more.
        var name = string.Create(CultureInfo.InvariantCulture, $"{code}-{content.At:yyyy-MM-dd-HHmm}.pdf");
        await TypedResults.Bytes(pdf.Draw(content), "application/pdf", name).ExecuteAsync(context);
    }
}
