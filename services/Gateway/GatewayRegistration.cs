using System.Text.Json;
using System.Text.Json.Serialization;
using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Canned;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Board;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.DeadLetters;
using CptsReferral.Gateway.Events;
using CptsReferral.Gateway.Lanes;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.PatientCopies;
using CptsReferral.Gateway.People;
using CptsReferral.Gateway.Portal;
using CptsReferral.Gateway.Portal.Errors;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Gateway.Reconciliation;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Retention;
using CptsReferral.Gateway.ReturnLoop;
using CptsReferral.Gateway.Rota;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Gateway.SignIn;
using CptsReferral.Gateway.Verification;
using CptsReferral.Gateway.Worklists;
using CptsReferral.Referrals;
using CptsReferral.Referrals.ReturnLoop;

namespace CptsReferral.Gateway;

/// <summary>The two doors of the gateway.</summary>
public static class GatewayRegistration
{
    /// <summary>Sign-in, the API and what they need; expects persistence and messaging from the host.</summary>
    public static IHostApplicationBuilder AddGateway(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<GatewayOptions, GatewayOptionsValidator>().BindConfiguration(GatewayOptions.Section);
        services.AddOptionsWithValidateOnStart<CallListOptions, CallListOptionsValidator>().BindConfiguration(CallListOptions.Section);
        services.AddOptionsWithValidateOnStart<AttachmentOptions, AttachmentOptionsValidator>().BindConfiguration(AttachmentOptions.Section);
        services.AddReferrals();
        services.AddSealing();
        builder.AddSignIn();
        services.AddScoped<SubmitReferrals>();
        services.AddScoped<DeskWork>();
        services.AddScoped<RequesterWork>();
        services.AddScoped<ReferralMoves>();
        services.AddScoped<ReferralViews>();
        services.AddScoped<ReferralLists>();
        services.AddScoped<NamedDoctors>();
        services.AddHttpContextAccessor();
        services.AddReadingSeals();
        services.AddBreakGlass();
        services.AddRetention();
        services.AddHostedService<DailyVerification>();
        services.AddScoped<IPatientCopy, PatientCopy>();
        services.AddScoped<ContentAccessLog>();
        services.AddScoped<ReferralReaders>();
        services.AddScoped<ReadingList>();
        services.AddScoped<AttachmentLinks>();
        services.AddScoped<AttachmentStore>();
        services.AddScoped<Worklist>();
        services.AddScoped<WorklistSearch>();
        services.AddScoped<NextReferral>();
        services.AddScoped<Holders>();
        services.AddScoped<CannedReplies>();
        services.AddScoped<BoardReading>();
        services.AddScoped<StandingCheckReading>();
        services.AddScoped<BoardHistory>();
        services.AddScoped<OpenReferrals>();
        services.AddScoped<Escalations>();
        services.AddScoped<PeopleAtHand>();
        services.AddScoped<BreachRegister>();
        services.AddScoped<CallList>();
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<NotificationPreferences>();
        services.AddScoped<DutyRota>();
        services.AddScoped<RotaWeeks>();
        services.AddScoped<LaneEditing>();
        services.AddScoped<LaneVersions>();
        services.AddScoped<Inbox>();
        services.AddExceptionHandler<UnknownFailures>();
        services.AddGatewayOpenApi();
        services.AddOutputCache();
        services.AddPortal();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        return builder;
    }

    /// <summary>The token endpoint, the API under <c>/api</c>, its description and the lane schema.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<MinimalReplies>();
        app.UseRequestLocalization();
        app.UseStatusCodePages(context => HtmlErrors.IsFor(context.HttpContext)
            ? HtmlErrors.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode)
            : EmptyErrors.WriteAsync(context.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapTokenEndpoint();
        // Made once: it says the same to everybody, whatever host or query they ask with.
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous()
            .CacheOutput(cache => cache.Expire(TimeSpan.FromDays(1)).SetVaryByHost(false).SetVaryByQuery([]));
        app.MapLaneSchema();
        // What the notices link to.
        app.MapGet("/r/{id:guid}", (Guid id) => TypedResults.LocalRedirect($"/referrals/{id}")).AllowAnonymous().ExcludeFromDescription();
        app.MapGroup("/api").RequireAuthorization().AddEndpointFilter(Private.NeverStored)
            .MapReferrals()
            .MapAttachments()
            .MapWorklists()
            .MapLanes()
            .MapBoard()
            .MapBreaches()
            .MapCallList()
            .MapPeople()
            .MapBreakGlass()
            .MapReadings()
            .MapRetention()
            .MapRota()
            .MapReconciliation()
            .MapDeadLetters()
            .MapEvents();
        app.MapPortal();
        return app;
    }
}
