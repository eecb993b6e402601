using System.Diagnostics;
using System.Globalization;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Problems;

/// <summary>The one mapping from refusals to RFC 9457 problems. Title in the caller's language, both languages beside it.</summary>
static class Problem
{
    public static IResult From(Refusal refusal) => new ProblemResult(refusal);

    /// <summary>HTTP status of each kind of refusal.</summary>
    public static int StatusOf(Refusal refusal) => refusal switch
    {
        NotFound => StatusCodes.Status404NotFound,
        Gone => StatusCodes.Status410Gone,
        Forbidden => StatusCodes.Status403Forbidden,
        WrongState or HeldByAnother or Conflict => StatusCodes.Status409Conflict,
        Stale => StatusCodes.Status412PreconditionFailed,
        Invalid => StatusCodes.Status422UnprocessableEntity,
        TooSoon => StatusCodes.Status429TooManyRequests,
        Unreadable unreadable => unreadable.Status,
        _ => throw new InvalidOperationException($"No status is decided for {refusal.GetType().Name}."),
    };

    public static ProblemBody Describe(Refusal refusal, string language, string traceId)
    {
        var problem = Describe(StatusOf(refusal), refusal.Code, new(refusal.French, refusal.English), language, traceId);
        return refusal switch
        {
            WrongState wrong => problem with { State = wrong.Status },
            HeldByAnother held => problem with { State = held.Status, Holder = new(held.HolderFunction) },
            Invalid invalid => problem with { Errors = [.. invalid.Faults.Select(fault => Describe(fault, language))] },
            _ => problem,
        };
    }

    public static ProblemBody Describe(int status, string code, LaneText messages, string language, string traceId) =>
        new("/problems/" + code, Title(messages, language), status, code, messages, traceId);

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        SayWhen(context, refusal);
        return WriteAsync(context, Describe(refusal, Language.Of(context), TraceId(context)));
    }

    /// <summary>When it may be tried again, for what was refused because it came too soon.</summary>
    public static void SayWhen(HttpContext context, Refusal refusal)
    {
        if (refusal is TooSoon soon)
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(soon.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string french, string english) =>
        WriteAsync(context, Describe(status, code, new(french, english), Language.Of(context), TraceId(context)));

    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    static Task WriteAsync(HttpContext context, ProblemBody problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, options: null, ProblemBody.ContentType, context.RequestAborted);
    }

    static ProblemFault Describe(Fault fault, string language)
    {
        var messages = new LaneText(fault.French, fault.English);
        return new(fault.Field, fault.Code, Title(messages, language), messages);
    }

    static string Title(LaneText messages, string language) => language == Language.English ? messages.En : messages.Fr;

    sealed class ProblemResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
