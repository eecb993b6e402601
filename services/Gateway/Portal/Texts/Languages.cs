using System.Globalization;
using CptsReferral.Gateway.Portal.Security;
using Microsoft.AspNetCore.Localization;

namespace CptsReferral.Gateway.Portal.Texts;

/// <summary>French unless the person chose English, or their browser prefers it.</summary>
static class Languages
{
    const string Cookie = "__Host-cpts-language";

    static readonly CultureInfo[] Known = [CultureInfo.GetCultureInfo("fr-FR"), CultureInfo.GetCultureInfo("en-GB")];

    public static void AddPortalLanguages(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        options.DefaultRequestCulture = new RequestCulture(Known[0]);
        options.SupportedCultures = options.SupportedUICultures = [.. Known, .. Known.Select(culture => culture.Parent)];
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }, new AcceptLanguageHeaderRequestCultureProvider()];
    });

    /// <summary>The button at the foot of each page. The policy says who posts, which the form's token names.</summary>
    public static void MapLanguageSwitch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/language", (HttpContext context, IFormCollection form) =>
        {
            var culture = form["language"] == "en" ? Known[1] : Known[0];
            context.Response.Cookies.Append(
                Cookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            return TypedResults.LocalRedirect(LocalAddress.Or(form["returnUrl"], "/"));
        }).RequireAuthorization(PortalSession.Policy).AllowAnonymous().ExcludeFromDescription();
}
