using Microsoft.AspNetCore.Identity;

namespace CptsReferral.Gateway.SignIn.Passwords;

/// <summary>
/// The first step of signing in with a password. Whoever is refused learns nothing: an unknown address, a wrong password, a closed account
/// and a person who left take the same time and get the same answer.
/// </summary>
sealed partial class PasswordSignIn(UserManager<Account> accounts, AccountBook book, Tries tries, ILogger<PasswordSignIn> logger)
{
    static readonly Account Nobody = new();
    static string? nobodysHash;

    /// <summary>The account whose address and password these are; null for all other cases.</summary>
    public async Task<Account?> CheckAsync(string address, string password, CancellationToken cancellation)
    {
        var account = await book.FindByNameAsync(address.Trim(), cancellation);
        var mayTry = account?.PasswordHash is not null && await tries.TakeAsync(account.Id, cancellation);
        var right = account?.PasswordHash is null ? VerifyNobody(password) : await accounts.CheckPasswordAsync(account, password);
        if (!mayTry || !right)
        {
            Log.Refused(logger, account?.Id);
            return null;
        }

        await tries.GiveBackAsync(account!.Id, cancellation);
        return account;
    }

    /// <summary>Replaces the password; the reason when it is refused. Ends all sessions.</summary>
    public async Task<string?> ChangeAsync(Account account, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var verdict = await validator.ValidateAsync(accounts, account, password);
            if (!verdict.Succeeded)
                return verdict.Errors.First().Code;
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        AccountBook.Succeed(await accounts.UpdateSecurityStampAsync(account));
        return null;
    }

    bool VerifyNobody(string password)
    {
        nobodysHash ??= accounts.PasswordHasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
        accounts.PasswordHasher.VerifyHashedPassword(Nobody, nobodysHash, password);
        return false;
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "Password sign-in refused (account {Account})")]
        public static partial void Refused(ILogger logger, Guid? account);
    }
}
