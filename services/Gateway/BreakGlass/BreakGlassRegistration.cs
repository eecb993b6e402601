namespace CptsReferral.Gateway.BreakGlass;

static class BreakGlassRegistration
{
    public static IServiceCollection AddBreakGlass(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<BreakGlassOptions, BreakGlassOptionsValidator>().BindConfiguration(BreakGlassOptions.Section);
        services.AddSingleton<BreakGlassMeter>();
        services.AddSingleton<BreakGlassPace>();
        services.AddScoped<EmergencyReading>();
        services.AddScoped<BreakGlassNews>();
        services.AddScoped<GlassBreaking>();
        services.AddScoped<BreakGlassReviews>();
        services.AddHostedService<BreakGlassWatch>();
        return services;
    }
}
