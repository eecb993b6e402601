using CptsReferral.Gateway.Callers;

namespace CptsReferral.Gateway.Referrals;

/// <summary>A referral with its entity tag; with its address when it is new.</summary>
sealed class ReferralResult(ReferralView view, bool created) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = Precondition.Tag(view.Version);
        if (created)
        {
            response.StatusCode = StatusCodes.Status201Created;
            response.Headers.Location = $"/api/referrals/{view.Id}";
        }

        return response.WriteAsJsonAsync(view, httpContext.RequestAborted);
    }
}
