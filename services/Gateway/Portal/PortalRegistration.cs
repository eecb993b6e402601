using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Desk;
using CptsReferral.Gateway.Portal.Coordination;
using CptsReferral.Gateway.Portal.DataProtection;
using CptsReferral.Gateway.Portal.Files;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Portal.Layout;
using CptsReferral.Gateway.Portal.Live;
using CptsReferral.Gateway.Portal.Loading;
using CptsReferral.Gateway.Portal.Paper;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Portal.SignIn;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Portal.Uploads;
using CptsReferral.Gateway.Portal.Wording;
using CptsReferral.Gateway.SignIn.OpenIdConnect;
using CptsReferral.Gateway.SignIn.Passkeys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Portal;

/// <summary>The portal's two doors: pages for people, over the same commands and policies as the API.</summary>
static class PortalRegistration
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Pages only, over TLS too: see ADR 0036. Events are not held back for a fuller block, assets are compressed by the build.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        services.AddLocalization();
        services.AddPortalLanguages();
        services.AddHttpContextAccessor();
        services.AddCascadingValue(provider => Caller.From(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User)!);
        services.AddScoped<ComponentTurn>();
        services.AddScoped<PageMoment>();
        services.AddScoped<Navigation>();
        services.AddScoped<Landing>();
        services.AddScoped<PeopleNames>();
        services.AddSingleton<FunctionNames>();
        services.AddSingleton<TimeWords>();
        services.AddSingleton<LaneWords>();
        services.AddSingleton<FieldWords>();
        services.AddScoped<FieldLabels>();
        services.AddScoped<PostedFiles>();
        services.AddScoped<CannedInsert>();
        services.TryAddSingleton<DemoSignIn>();
        services.AddScoped<ResumableUploads>();
        services.AddHostedService<UploadSweep>();
        services.AddCoordination();
        services.AddPaper();
        services.AddDataProtectionPages();
        // A file of a form would otherwise lie on the disk, in clear, while it is read. A request's body is bounded.
        services.Configure<FormOptions>(forms => forms.MemoryBufferThreshold = int.MaxValue);
        AddSession(services);
        return services;
    }

    /// <summary>Everything outside <c>/api</c>: pages, their assets, what their forms post to.</summary>
    public static WebApplication MapPortal(this WebApplication app)
    {
        app.UseAntiforgery();
        // Else the framework answers for every address that looks like a file, the API's included, to watch for edited assets.
        app.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        app.MapStaticAssets().KeepOnTheDevice();
        app.MapLanguageSwitch();
        app.MapSignOut();
        app.MapFiles();
        app.MapPaper();
        app.MapLive();
        app.MapUploads();
        app.MapProviderSignIn();
        app.MapPasskeys();
        app.MapRazorComponents<App>().WithStaticAssets();
        return app;
    }

    static void AddSession(IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(PortalSession.Scheme, PortalSession.Configure);
        services.AddAuthorizationBuilder().AddPolicy(PortalSession.Policy, policy =>
            policy.AddAuthenticationSchemes(PortalSession.Scheme).RequireAuthenticatedUser());
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new SecureCookie { Name = "__Host-cpts-form", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        // Shared by all processes of the gateway, as the keys of the access tokens are.
        services.AddDataProtection().SetApplicationName("CptsReferral");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = new FileSystemXmlRepository(
                Directory.CreateDirectory(provider.GetRequiredService<IOptions<GatewayOptions>>().Value.KeysDirectory),
                provider.GetRequiredService<ILoggerFactory>())));
    }
}
