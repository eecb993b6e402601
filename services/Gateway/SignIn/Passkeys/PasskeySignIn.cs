using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Identity;

namespace CptsReferral.Gateway.SignIn.Passkeys;

/// <summary>
/// Passkeys count as both factors: the device is had, and it asks for a finger, a face or its code (user verification is required). They
/// are discoverable, so nobody types a name, and bound to our address, so there is nothing to give away.
/// </summary>
sealed partial class PasskeySignIn(IPasskeyHandler<Account> handler, UserManager<Account> accounts, AccountBook book, Ceremony ceremony, ILogger<PasskeySignIn> logger)
{
    public const string Means = "passkey";

    const int LongestName = 100;

    /// <summary>Browsers keep a passkey under the name of a site: where a site is reached by a number, they make none and find none.</summary>
    public static bool IsPossibleAt(HostString address) => Uri.CheckHostName(address.Host) == UriHostNameType.Dns;

    /// <summary>What the browser needs to make a passkey for this account.</summary>
    public async Task<string> MakeCreationOptionsAsync(HttpContext context, Account account, Person person)
    {
        var options = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Id.ToString(), Name = person.Email, DisplayName = person.DisplayName }, context);
        ceremony.Begin(context, options.AttestationState ?? "");
        return options.CreationOptionsJson;
    }

    /// <summary>Keeps the passkey that the browser made; false when it is none, or not for this account.</summary>
    public async Task<bool> AddAsync(HttpContext context, Account account, string credential, string name)
    {
        if (ceremony.End(context) is not { } state)
            return false;
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString())
        {
            Log.Refused(logger, account.Id, made.Failure?.Message ?? "");
            return false;
        }

        made.Passkey.Name = name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestName)] : null;
        return (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
    }

    /// <summary>What the browser needs to ask for any passkey of this site.</summary>
    public async Task<string> MakeRequestOptionsAsync(HttpContext context)
    {
        var options = await handler.MakeRequestOptionsAsync(null!, context);
        ceremony.Begin(context, options.AssertionState ?? "");
        return options.RequestOptionsJson;
    }

    /// <summary>The account whose passkey signed; null when none of an active person did.</summary>
    public async Task<Account?> CheckAsync(HttpContext context, string credential)
    {
        if (ceremony.End(context) is not { } state)
            return null;
        var shown = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
        if (!shown.Succeeded || await book.FindAsync(shown.User.Id, context.RequestAborted) is not { } account)
        {
            Log.Refused(logger, shown.User?.Id, shown.Failure?.Message ?? "");
            return null;
        }

        AccountBook.Succeed(await accounts.AddOrUpdatePasskeyAsync(account, shown.Passkey));
        return account;
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2221, Level = LogLevel.Warning, Message = "Passkey refused (account {Account}): {Reason}")]
        public static partial void Refused(ILogger logger, Guid? account, string reason);
    }
}
