using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Where the keys are that open what is stored about patients.</summary>
sealed class ContentOptions
{
    public const string Section = "Content";

    /// <summary>Folder of the keys, outside the database and its backups, shared by all processes of the gateway. Made on first use.</summary>
    public string KeysDirectory { get; set; } = "";

    /// <summary>How long new content is sealed with one key; then the next one is made by itself.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Protects the keys in their folder; without it whoever reads the folder has the keys.</summary>
    public ContentCertificateOptions Certificate { get; set; } = new();
}

/// <summary>A PKCS#12 file. Of several certificates in it the one issued last protects; all of them open what they protected.</summary>
sealed class ContentCertificateOptions
{
    public string Path { get; set; } = "";

    public string Password { get; set; } = "";
}

sealed class ContentOptionsValidator(KeyRingSource source) : IValidateOptions<ContentOptions>
{
    /// <summary>Data Protection makes the next key two days ahead; a week leaves room for it.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromDays(7);

    static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public ValidateOptionsResult Validate(string? name, ContentOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.KeysDirectory))
            faults.AddError($"{ContentOptions.Section}:{nameof(options.KeysDirectory)} is missing.");
        if (options.KeyLifetime < Shortest || options.KeyLifetime > Longest)
            faults.AddError($"{ContentOptions.Section}:{nameof(options.KeyLifetime)} must be between {Shortest:c} and {Longest:c}.");
        var result = faults.Build();
        // What is in the folder is looked at only once it is clear which folder and how.
        return result.Failed ? result : source.Check(options);
    }
}
