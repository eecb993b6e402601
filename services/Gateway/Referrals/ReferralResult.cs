using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;

namespace CptsReferral.Gateway.Referrals;

/// <summary>A referral with its entity tag; with its address when it was posted.</summary>
sealed class ReferralResult(ReferralView view, bool posted) : IResult
{
    public static Task<IResult> OfAsync(Task<Outcome<ReferralView>> outcome) => Replies.OfAsync(outcome, view => new ReferralResult(view, posted: false));

    // A retry is answered like the first time: who sent it does not know which of the two came through.
    public static Task<IResult> OfAsync(Task<Outcome<PostedReferral>> outcome) => Replies.OfAsync(outcome, made => new ReferralResult(made.Referral, posted: true));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = Precondition.Tag(view.Version);
        if (posted)
        {
            response.StatusCode = StatusCodes.Status201Created;
            response.Headers.Location = $"/api/referrals/{view.Id}";
        }

        return response.WriteAsJsonAsync(view, httpContext.RequestAborted);
    }
}
