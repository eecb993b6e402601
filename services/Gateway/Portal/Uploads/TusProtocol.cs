using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>The words of tus 1.0 (tus.io): core, creation, expiration, termination. Its own header on every call is also what no form of another site can send.</summary>
static class TusProtocol
{
    public const string PieceType = "application/offset+octet-stream";
    const string Version = "1.0.0";

    static readonly Refusal OtherVersion = new Unreadable(412, "upload.protocol", "Cet appel suit le protocole tus 1.0.0.", "This call follows tus 1.0.0.");

    static readonly Refusal OtherSite = new Forbidden("upload.other-site", "Cet appel vient d'un autre site.", "This call comes from another site.");

    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, response) = (invocation.HttpContext.Request, invocation.HttpContext.Response);
        response.Headers["Tus-Resumable"] = Version;
        response.Headers.CacheControl = "no-store";
        if (!IsSameOrigin(request))
            return Problem.From(OtherSite);
        if (HttpMethods.IsOptions(request.Method) || request.Headers["Tus-Resumable"] == Version)
            return await next(invocation);
        response.Headers["Tus-Version"] = Version;
        return Problem.From(OtherVersion);
    }

    public static IResult Capabilities(HttpResponse response)
    {
        response.Headers["Tus-Version"] = Version;
        response.Headers["Tus-Extension"] = "creation,expiration,termination";
        response.Headers["Tus-Max-Size"] = AttachmentStore.MaxBytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    public static void Tell(HttpResponse response, Upload upload)
    {
        response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        response.Headers["Upload-Expires"] = new DateTimeOffset(upload.StartedUtc + ResumableUploads.Lifetime, TimeSpan.Zero).ToString("R", CultureInfo.InvariantCulture);
    }

    public static long? Number(HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A value of <c>Upload-Metadata</c>: pairs of a key and Base64, apart by commas. Empty when it is not there or not readable.</summary>
    public static string Metadata(HttpRequest request, string key)
    {
        foreach (var pair in request.Headers["Upload-Metadata"].ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (pair.Split(' ') is [var name, var value] && name == key && Base64.IsValid(value))
                return Encoding.UTF8.GetString(Convert.FromBase64String(value));
        }

        return "";
    }

    static bool IsSameOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => request.Headers.Origin.ToString() is var origin
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value)),
        _ => false,
    };
}
