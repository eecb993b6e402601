using System.Diagnostics;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace CptsReferral.Gateway.Problems;

/// <summary>The one mapping from refusals to RFC 9457 problems. Title in the caller's language, both languages beside it.</summary>
static class Problem
{
    public static IResult From(Refusal refusal) => new ProblemResult(refusal);

    /// <summary>HTTP status of each kind of refusal.</summary>
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        NotFound => StatusCodes.Status404NotFound,
        Forbidden => StatusCodes.Status403Forbidden,
        WrongState or HeldByAnother => StatusCodes.Status409Conflict,
        Stale => StatusCodes.Status412PreconditionFailed,
        Invalid => StatusCodes.Status422UnprocessableEntity,
        Unreadable unreadable => unreadable.Status,
        _ => StatusCodes.Status409Conflict,
    };

    public static ProblemDetails Describe(Refusal refusal, HttpContext context)
    {
        var problem = Describe(StatusOf(refusal), refusal.Code, refusal.French, refusal.English, context);
        switch (refusal)
        {
            case WrongState wrong:
                problem.Extensions["state"] = wrong.Status;
                break;
            case HeldByAnother held:
                problem.Extensions["state"] = held.Status;
                problem.Extensions["holder"] = new { function = held.HolderFunction };
                break;
            case Invalid invalid:
                problem.Extensions["errors"] = invalid.Faults.Select(fault => FaultView.From(fault, context)).ToList();
                break;
        }

        return problem;
    }

    public static ProblemDetails Describe(int status, string code, string french, string english, HttpContext context)
    {
        var problem = new ProblemDetails
        {
            Type = "/problems/" + code,
            Title = Language.Of(context) == "en" ? english : french,
            Status = status,
        };
        problem.Extensions["code"] = code;
        problem.Extensions["messages"] = new { fr = french, en = english };
        problem.Extensions["traceId"] = TraceId(context);
        return problem;
    }

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>One entry of <c>errors</c>: the field, a stable code, what to tell the person.</summary>
    sealed record FaultView(string Field, string Code, string Message, object Messages)
    {
        public static FaultView From(Fault fault, HttpContext context) => new(
            fault.Field, fault.Code, Language.Of(context) == "en" ? fault.English : fault.French, new { fr = fault.French, en = fault.English });
    }

    sealed class ProblemResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, Describe(refusal, httpContext));
    }

    public static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}
