using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Attachments;

/// <summary>What may be attached.</summary>
sealed class AttachmentOptions
{
    public const string Section = "Attachments";

    /// <summary>Most pixels of a picture, in millions: a browser takes four bytes for each, however few the file has.</summary>
    public int MaxMegapixels { get; set; } = 100;
}

sealed class AttachmentOptionsValidator : IValidateOptions<AttachmentOptions>
{
    const int Most = 1000;

    public ValidateOptionsResult Validate(string? name, AttachmentOptions options) => options.MaxMegapixels is < 1 or > Most
        ? ValidateOptionsResult.Fail($"{AttachmentOptions.Section}:{nameof(AttachmentOptions.MaxMegapixels)} must be between 1 and {Most}.")
        : ValidateOptionsResult.Success;
}
