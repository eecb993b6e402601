using CptsReferral.Gateway.Sealing;

namespace CptsReferral.Gateway.Readings.Seals;

static class SealRegistration
{
    public static IServiceCollection AddReadingSeals(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ReadingsOptions, ReadingsOptionsValidator>().BindConfiguration(ReadingsOptions.Section);
        services.AddSingleton<ReadingKey>();
        services.AddSingleton<KeptKey>(parts => parts.GetRequiredService<ReadingKey>());
        services.AddSingleton<OutsideHeads>();
        services.AddScoped<ReadingSealer>();
        services.AddScoped<IReadingRecord, ReadingRecord>();
        services.AddHostedService<ReadingSealing>();
        return services;
    }
}
