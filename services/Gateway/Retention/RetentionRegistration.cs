namespace CptsReferral.Gateway.Retention;

static class RetentionRegistration
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<RetentionOptions, RetentionOptionsValidator>().BindConfiguration(RetentionOptions.Section);
        services.AddScoped<Eraser>();
        services.AddScoped<ContentRetention>();
        services.AddScoped<ErasureProofs>();
        services.AddScoped<IErasureRecord, ErasureRecord>();
        services.AddScoped<RetentionReading>();
        services.AddScoped<RetentionHolds>();
        services.AddHostedService<RetentionKeeping>();
        return services;
    }
}
