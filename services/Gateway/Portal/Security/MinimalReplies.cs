namespace CptsReferral.Gateway.Portal.Security;

/// <summary>A script that posts a form and prefers little in return (RFC 7240) gets the address that a browser would be redirected to, without the page:
/// it goes there itself, and on a bad line a page that nobody looks at is a second lost.</summary>
sealed class MinimalReplies(RequestDelegate next)
{
    const string Minimal = "return=minimal";

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Prefer"] == Minimal)
        {
            context.Response.OnStarting(state =>
            {
                var response = (HttpResponse)state;
                if (response.StatusCode is not (StatusCodes.Status302Found or StatusCodes.Status303SeeOther))
                    return Task.CompletedTask;
                response.StatusCode = StatusCodes.Status204NoContent;
                response.Headers["Preference-Applied"] = Minimal;
                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    }
}
