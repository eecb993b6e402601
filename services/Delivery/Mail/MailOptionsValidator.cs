using Microsoft.Extensions.Options;
using MimeKit;

namespace CptsReferral.Delivery.Mail;

sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    const string Section = MailOptions.Section;

    // The circuit breaker takes no shorter one.
    static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckSender(options, faults);
        faults.CheckWait(options.Timeout, Section, nameof(options.Timeout));
        faults.CheckWait(options.RetryDelay, Section, nameof(options.RetryDelay));
        faults.CheckWait(options.BreakFor, Section, nameof(options.BreakFor), ShortestBreak);
        switch (options.Mode)
        {
            case MailMode.Pickup when string.IsNullOrWhiteSpace(options.PickupDirectory):
                faults.AddError($"{Section}:{nameof(options.PickupDirectory)} is missing.");
                break;
            case MailMode.Pickup:
                break;
            case MailMode.Smtp:
                CheckServer(options, faults);
                CheckTrust(options, faults);
                CheckCredentials(options, faults);
                break;
            default:
                faults.AddError($"{Section}:{nameof(options.Mode)} must be one of {string.Join(", ", Enum.GetNames<MailMode>())}.");
                break;
        }

        return faults.Build();
    }

    static void CheckSender(MailOptions options, ValidateOptionsResultBuilder faults)
    {
        if (string.IsNullOrWhiteSpace(options.From))
            faults.AddError($"{Section}:{nameof(options.From)} is missing.");
        else if (!MailboxAddress.TryParse(options.From, out var from) || from.Domain.Length == 0)
            faults.AddError($"{Section}:{nameof(options.From)} must be one mail address.");
    }

    static void CheckServer(MailOptions options, ValidateOptionsResultBuilder faults)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            faults.AddError($"{Section}:{nameof(options.Host)} is missing.");
        else if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            faults.AddError($"{Section}:{nameof(options.Host)} must be the name or address of a server.");
        if (options.Port is < 1 or > 65535)
            faults.AddError($"{Section}:{nameof(options.Port)} must be between 1 and 65535.");
        if (!Enum.IsDefined(options.Security))
            faults.AddError($"{Section}:{nameof(options.Security)} must be one of {string.Join(", ", Enum.GetNames<MailSecurity>())}.");
    }

    static void CheckTrust(MailOptions options, ValidateOptionsResultBuilder faults)
    {
        if (!string.IsNullOrEmpty(options.TrustedRoots) && !File.Exists(options.TrustedRoots))
            faults.AddError($"{Section}:{nameof(options.TrustedRoots)} names a file that is not there.");
    }

    static void CheckCredentials(MailOptions options, ValidateOptionsResultBuilder faults)
    {
        var hasPassword = !string.IsNullOrEmpty(options.Password);
        var hasFile = !string.IsNullOrEmpty(options.PasswordFile);
        if (string.IsNullOrEmpty(options.User))
        {
            if (hasPassword || hasFile)
                faults.AddError($"{Section}:{nameof(options.User)} is missing, but there is a password.");
            return;
        }

        if (hasPassword == hasFile)
            faults.AddError($"{Section}:{nameof(options.User)} needs one of {Section}:{nameof(options.Password)} and {Section}:{nameof(options.PasswordFile)}.");
        if (hasFile && !File.Exists(options.PasswordFile))
            faults.AddError($"{Section}:{nameof(options.PasswordFile)} names a file that is not there.");
        if (options.Security == MailSecurity.None)
            faults.AddError($"{Section}:{nameof(options.Security)} must not be None when there is a password to protect.");
    }
}
