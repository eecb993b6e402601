using CptsReferral.Gateway.Portal.Errors;
using Microsoft.AspNetCore.Diagnostics;

namespace CptsReferral.Gateway.Problems;

/// <summary>A failure nobody expected: logged with an id, shown with that id, told nothing else.</summary>
sealed partial class UnknownFailures(ILogger<UnknownFailures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
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

        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;

        Log.Unexpected(logger, Problem.TraceId(httpContext), exception.GetType().FullName!, exception.StackTrace ?? "");
        if (HtmlErrors.IsFor(httpContext))
        {
            await HtmlErrors.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, Problem.TraceId(httpContext));
            return true;
        }

        await Problem.WriteAsync(
            httpContext,
            StatusCodes.Status500InternalServerError,
            "internal",
            "Une erreur inattendue est survenue. Signalez-la avec son identifiant.",
            "Something unexpected happened. Report it with its id.");
        return true;
    }

    static partial class Log
    {
        // Type and stack only: an exception's message may quote what somebody typed.
        [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "Unexpected failure {TraceId}: {ExceptionType}{Stack}")]
        public static partial void Unexpected(ILogger logger, string traceId, string exceptionType, string stack);
    }
}
