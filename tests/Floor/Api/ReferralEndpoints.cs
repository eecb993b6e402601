namespace CptsReferral.Floor.Api;

static class ReferralEndpoints
{
    public static void MapReferrals(this WebApplication app)
    {
        var api = ActivatorUtilities.CreateInstance<ReferralApi>(app.Services);
        app.MapPost("/api/referrals", api.SubmitAsync);
        app.MapGet("/api/worklists/{lane}", api.WorklistAsync);
        app.MapGet("/health/ready", api.ReadyAsync);
    }
}
