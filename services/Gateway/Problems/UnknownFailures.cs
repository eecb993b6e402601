using CptsReferral.Gateway.Portal.Errors;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using Microsoft.AspNetCore.Diagnostics;

namespace CptsReferral.Gateway.Problems;

/// <summary>A failure nobody expected: logged with an id, shown with that id, told nothing else. That the database is away is no such failure: whoever
/// asks is told to come again.</summary>
sealed partial class UnknownFailures(ILogger<UnknownFailures> logger) : IExceptionHandler
{
    public const string UnavailableCode = "service.unavailable";

    public static readonly LaneText Unavailable = new(
        "Le service est momentanément indisponible. Réessayez dans un instant.", "The service is unavailable for the moment. Try again shortly.");

    const string SoonInSeconds = "2";

    // The assembly: content that was stored and cannot be read fails with an exception of the same type.
    const string FormReader = "Microsoft.AspNetCore.WebUtilities";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            return await HandleAsync(httpContext, exception);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // They left while they were told.
            return true;
        }
    }

    async Task<bool> HandleAsync(HttpContext httpContext, Exception exception)
    {
        // Nobody is there to be told, and the telling would be a failure of its own.
        if (httpContext.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            if (!httpContext.Response.HasStarted)
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (Unread(exception) is { } bad)
        {
            var refusal = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Unreadable.TooLarge
                : new Unreadable(bad.StatusCode, "request.invalid", "La requête est invalide.", "The request is invalid.");
            if (HtmlErrors.IsFor(httpContext))
            {
                await HtmlErrors.WriteAsync(httpContext, bad.StatusCode);
                return true;
            }

            await Problem.WriteAsync(httpContext, refusal);
            return true;
        }

        if (exception.IsDatabaseAway())
        {
            Log.Away(logger, Problem.TraceId(httpContext), exception.GetType().FullName!);
            httpContext.Response.Headers.RetryAfter = SoonInSeconds;
            await WriteAsync(httpContext, UnavailableCode, Unavailable.Fr, Unavailable.En, StatusCodes.Status503ServiceUnavailable);
            return true;
        }

        if (exception is SealedContentException broken)
        {
            Log.Sealed(logger, Problem.TraceId(httpContext), broken.Fault, broken.Place.Kind, broken.Place.Row, broken.Key);
            await WriteAsync(
                httpContext,
                "content.unreadable",
                "Ce contenu est enregistré mais ne peut pas être déchiffré. Signalez-le avec cet identifiant : rien n'est effacé.",
                "This content is stored but cannot be decrypted. Report it with this id: nothing is deleted.");
            return true;
        }

        Log.Unexpected(logger, Problem.TraceId(httpContext), exception.GetType().FullName!, exception.StackTrace ?? "");
        await WriteAsync(
            httpContext, "internal", "Une erreur inattendue est survenue. Signalez-la avec son identifiant.", "Something unexpected happened. Report it with its id.");
        return true;
    }

    /// <summary>What came could not be read: the server says so, or the reader of forms, which has its own way to say that a key or a value is too long.</summary>
    static BadHttpRequestException? Unread(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad,
        InvalidDataException { Source: FormReader } form => new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, form),
        _ => null,
    };

    static Task WriteAsync(HttpContext context, string code, string french, string english, int status = StatusCodes.Status500InternalServerError) => HtmlErrors.IsFor(context)
        ? HtmlErrors.WriteAsync(context, status, Problem.TraceId(context))
        : Problem.WriteAsync(context, status, code, french, english);

    static partial class Log
    {
        // Type and stack only: an exception's message may quote what somebody typed.
        [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "Unexpected failure {TraceId}: {ExceptionType}{Stack}")]
        public static partial void Unexpected(ILogger logger, string traceId, string exceptionType, string stack);

        [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "Sealed content cannot be opened {TraceId}: {Fault}, {Kind} of {Row}, key {Key}")]
        public static partial void Sealed(ILogger logger, string traceId, SealFault fault, string kind, Guid row, Guid? key);

        [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "The database is away {TraceId}: {ExceptionType}")]
        public static partial void Away(ILogger logger, string traceId, string exceptionType);
    }
}
