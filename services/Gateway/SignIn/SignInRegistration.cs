using CptsReferral.Gateway.SignIn.OpenIdConnect;
using CptsReferral.Gateway.SignIn.Passkeys;
using CptsReferral.Gateway.SignIn.Passwords;
using CptsReferral.Gateway.SignIn.SecondFactors;
using CptsReferral.Gateway.SignIn.Sessions;
using CptsReferral.Platform.Persistence;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;

namespace CptsReferral.Gateway.SignIn;

static class SignInRegistration
{
    // OWASP's count for PBKDF2 with SHA-512.
    const int PasswordIterations = 210_000;

    public static IHostApplicationBuilder AddSignIn(this IHostApplicationBuilder builder)
    {
        AddSoftware(builder.Services);
        AddPeople(builder.Services);
        AddPasskeys(builder.Services);
        AddProvider(builder);
        return builder;
    }

    static void AddSoftware(IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<CptsDbContext>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris(TokenEndpoint.Path);
                server.AllowClientCredentialsFlow();
                server.DisableAccessTokenEncryption();
                // Short-lived and self-contained: no row per token, no look-up per call.
                server.DisableTokenStorage();
                server.UseAspNetCore().EnableTokenEndpointPassthrough();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<IConfigureOptions<OpenIddictServerAspNetCoreOptions>>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        services.AddAuthorization();
        services.AddScoped<Accounts>();
    }

    static void AddPeople(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                // Length and the list of common ones are PasswordRules'.
                identity.Password.RequiredLength = 1;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRules>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
        services.AddAuthentication().AddCookie(InterimSession.Scheme, InterimSession.Configure);
        services.AddSingleton<Pace>();
        services.AddScoped<AccountBook>();
        services.AddScoped<Tries>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<SecondStep>();
        services.AddScoped<SessionBook>();
        services.AddScoped(provider => new Activations(
            provider.GetRequiredService<CptsDbContext>(),
            provider.GetRequiredService<UserManager<Account>>(),
            provider.GetRequiredService<AccountBook>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    static void AddPasskeys(IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<Ceremony>();
        services.AddScoped<PasskeySignIn>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<GatewayOptions>>((passkeys, gateway) =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            // The page sends no referrer, so the form that brings the answer has no Origin to compare with.
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && Uri.TryCreate(origin.Origin, UriKind.Absolute, out var page)
                && (page.Scheme == Uri.UriSchemeHttps || gateway.Value.AllowHttp)
                && page.Authority == origin.HttpContext.Request.Host.Value);
        });
    }

    static void AddProvider(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<OpenIdConnectSignInOptions, OpenIdConnectSignInOptionsValidator>().BindConfiguration(OpenIdConnectSignInOptions.Section);
        builder.Services.AddScoped<ProviderSignIn>();
        // A scheme that is registered takes part in every request: without a provider there is none.
        if (builder.Configuration.GetSection(OpenIdConnectSignInOptions.Section).Get<OpenIdConnectSignInOptions>() is not { IsOffered: true })
            return;
        builder.Services.AddAuthentication().AddOpenIdConnect(ProviderHandshake.Scheme, _ => { });
        builder.Services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderHandshake>();
    }
}
