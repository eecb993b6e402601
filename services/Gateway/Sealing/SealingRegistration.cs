using CptsReferral.Gateway.Search;
using CptsReferral.Referrals.Content;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Gateway.Sealing;

static class SealingRegistration
{
    public static IServiceCollection AddSealing(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ContentOptions, ContentOptionsValidator>().BindConfiguration(ContentOptions.Section);
        services.AddSingleton<KeyRingSource>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<SearchKey>();
        services.AddSingleton<KeptKey>(parts => parts.GetRequiredService<SearchKey>());
        services.AddSingleton<PlainContent>();
        services.TryAddSingleton<IContentSeal, ProtectedSeal>();
        services.AddScoped<ContentKeys>();
        services.AddScoped<IContentKeys>(parts => parts.GetRequiredService<ContentKeys>());
        services.AddScoped<PatientIndex>();
        services.AddHostedService<ContentUpkeep>();
        return services;
    }
}
