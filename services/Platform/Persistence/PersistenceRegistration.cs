using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Platform.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Persistence;

public static class PersistenceRegistration
{
    /// <summary>
    /// Registers the context over the given parts. May be called by several rooms of one process: parts add up,
    /// and the same part twice counts once.
    /// </summary>
    public static IHostApplicationBuilder AddPersistence(this IHostApplicationBuilder builder, params ModelPart[] parts)
    {
        var services = builder.Services;
        services.AddModelParts(parts);
        services.TryAddSingleton(TimeProvider.System);

        services.AddOptionsWithValidateOnStart<DatabaseOptions, DatabaseOptionsValidator>().BindConfiguration(DatabaseOptions.Section);

        if (services.Any(service => service.ServiceType == typeof(CptsDbContext)))
            return builder;

        services.TryAddSingleton(provider => new ModelParts(provider.GetServices<ModelPart>()));
        // Options are made once. Contexts are not pooled: a connection object that outlives a restart of the server fails in the driver.
        services.AddDbContext<CptsDbContext>(
            (provider, options) => options
                .UseDatabase(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value)
                .AddInterceptors(provider.GetServices<IInterceptor>()),
            ServiceLifetime.Scoped,
            ServiceLifetime.Singleton);
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [ServiceDefaultsRegistration.ReadyTag]);
        services.TryAddScoped<DbContext>(provider => provider.GetRequiredService<CptsDbContext>());
        return builder;
    }

    internal static void AddModelParts(this IServiceCollection services, params ModelPart[] parts)
    {
        foreach (var part in parts)
            services.AddSingleton(part);
    }
}
