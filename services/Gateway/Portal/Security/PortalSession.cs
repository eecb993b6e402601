using System.Globalization;
using System.Security.Claims;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.SignIn;
using CptsReferral.Gateway.SignIn.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.Portal.Security;

/// <summary>A person's session in the browser: half an hour without a sign of them, four hours in all (the limits of Pro Santé Connect).</summary>
static partial class PortalSession
{
    public const string Scheme = "portal";
    public const string Policy = "portal";
    public const string Cookie = "__Host-cpts";

    /// <summary>Claim: when the person signed in, Unix seconds.</summary>
    const string StartedClaim = "cpts_started";
    const string SessionClaim = "cpts_session";
    const string StampClaim = "cpts_stamp";
    const string CheckedProperty = "checked";
    const string IdToken = "id_token";

    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    static readonly TimeSpan Longest = TimeSpan.FromHours(4);
    static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>Signs an active person in for this browser. The caller has checked who they are.</summary>
    /// <param name="means">How the person signed in, for the log.</param>
    /// <param name="idToken">What an OpenID provider wants to see again at the end; it is the only token kept.</param>
    public static async Task StartAsync(HttpContext context, Guid personId, string means, string? idToken = null)
    {
        var services = context.RequestServices;
        await WriteAsync(context, personId, services.GetRequiredService<TimeProvider>().GetUtcNow(), idToken);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalSession));
        Log.Started(logger, personId, means);
    }

    /// <summary>Goes on with the account as it is now, after the person changed it themself: their other sessions end, this one lasts as long as it would have.</summary>
    public static async Task ContinueAsync(HttpContext context, Guid personId)
    {
        var result = await context.AuthenticateAsync(Scheme);
        if (Instant(result.Principal?.FindFirstValue(StartedClaim)) is { } started)
            await WriteAsync(context, personId, started, result.Properties?.GetTokenValue(IdToken));
    }

    /// <summary>Whether the person signed in a short while ago: how they sign in is changed then only, not at a screen that was left open.</summary>
    public static bool IsRecent(HttpContext context) =>
        Instant(context.User.FindFirstValue(StartedClaim)) is { } started
        && context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - started < Recent;

    /// <summary>Whether an OpenID provider signed the person in and wants to hear of the end.</summary>
    public static async Task<bool> IsOfProviderAsync(HttpContext context) => await context.GetTokenAsync(Scheme, IdToken) is not null;

    static async Task WriteAsync(HttpContext context, Guid personId, DateTimeOffset started, string? idToken)
    {
        var services = context.RequestServices;
        var book = services.GetRequiredService<AccountBook>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var person = await book.FindPersonAsync(personId, context.RequestAborted) ?? throw new InvalidOperationException("Only active people sign in.");
        var account = await book.EnsureAsync(person, context.RequestAborted);
        var identity = new ClaimsIdentity(
            [
                new(OpenIddictConstants.Claims.Subject, person.Id.ToString()),
                new(Caller.FunctionClaim, person.Function),
                new(StartedClaim, Seconds(started)),
                new(SessionClaim, Guid.CreateVersion7(now).ToString()),
                new(StampClaim, account.SecurityStamp ?? ""),
            ],
            Scheme);
        var properties = new AuthenticationProperties { Items = { [CheckedProperty] = Seconds(now) } };
        if (idToken is not null)
            properties.StoreTokens([new AuthenticationToken { Name = IdToken, Value = idToken }]);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity), properties);
    }

    public static async Task EndAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        if (Guid.TryParse(result.Principal?.FindFirstValue(SessionClaim), out var session))
            await context.RequestServices.GetRequiredService<SessionBook>().EndAsync(session, Longest, context.RequestAborted);
        await context.SignOutAsync(Scheme);
    }

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = Cookie;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        // Said at the address itself, as the page of that error.
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        // The page listens by itself: that is no sign of the person.
        cookie.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= !ListensByItself(context.Request);
            return Task.CompletedTask;
        };
    }

    static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var now = context.Options.TimeProvider!.GetUtcNow();
        if (Instant(context.Principal?.FindFirstValue(StartedClaim)) is not { } started || now - started > Longest)
        {
            context.RejectPrincipal();
            return;
        }

        context.Properties.Items.TryGetValue(CheckedProperty, out var last);
        if (Instant(last) is { } when && now - when < SessionBook.Fresh)
            return;
        if (!await StandsAsync(context))
        {
            context.RejectPrincipal();
            return;
        }

        context.Properties.Items[CheckedProperty] = Seconds(now);
        context.ShouldRenew |= !ListensByItself(context.Request);
    }

    static async Task<bool> StandsAsync(CookieValidatePrincipalContext context) =>
        Caller.From(context.Principal!) is { } caller
        && Guid.TryParse(context.Principal!.FindFirstValue(SessionClaim), out var session)
        && await context.HttpContext.RequestServices.GetRequiredService<SessionBook>()
            .StandsAsync(session, caller.PersonId, caller.Function, context.Principal!.FindFirstValue(StampClaim) ?? "", context.HttpContext.RequestAborted);

    static bool ListensByItself(HttpRequest request) => request.Path.StartsWithSegments("/live", StringComparison.Ordinal);

    static string Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static DateTimeOffset? Instant(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;

    static partial class Log
    {
        [LoggerMessage(EventId = 2231, Level = LogLevel.Information, Message = "Person {Person} signed in ({Means})")]
        public static partial void Started(ILogger logger, Guid person, string means);
    }
}
