using CptsReferral.Platform.Persistence.Providers;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Persistence;

internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        var providers = string.Join(", ", Enum.GetNames<DatabaseProvider>());

        if (options.Provider is null || !Enum.IsDefined(options.Provider.Value))
            faults.AddError($"{DatabaseOptions.Section}:{nameof(options.Provider)} must be one of {providers}.");

        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            faults.AddError($"{DatabaseOptions.Section}:{nameof(options.ConnectionString)} is missing.");
        else if (options.Provider is { } provider && !ProviderChoice.Reads(provider, options.ConnectionString))
            faults.AddError($"{DatabaseOptions.Section}:{nameof(options.ConnectionString)} is not a connection string of {provider}.");

        return faults.Build();
    }
}
