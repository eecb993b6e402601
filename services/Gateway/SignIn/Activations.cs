using System.Security.Cryptography;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>
/// A link that a coordinator hands over: whoever opens it chooses how this person will sign in from then on. It works once and for a week,
/// and whatever the person had before ends with it: it is the way in for the first time and after everything is lost.
/// </summary>
public sealed class Activations
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    const int SecretBytes = 32;

    // As many as may invite the same person at one moment and all be right.
    const int Attempts = 10;

    readonly CptsDbContext db;
    readonly UserManager<Account> accounts;
    readonly AccountBook book;
    readonly TimeProvider time;

    internal Activations(CptsDbContext db, UserManager<Account> accounts, AccountBook book, TimeProvider time) =>
        (this.db, this.accounts, this.book, this.time) = (db, accounts, book, time);

    /// <summary>A new link; an earlier one of the same person stops working. Null when there is no such active person.</summary>
    public async Task<ActivationLink?> IssueAsync(Guid person, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryIssueAsync(person, cancellation);
            }
            catch (Exception conflict) when (attempt < Attempts && AccountBook.IsConflict(conflict))
            {
                // Another invitation of the same person came in at once: this one is the next.
                db.ChangeTracker.Clear();
            }
        }
    }

    async Task<ActivationLink?> TryIssueAsync(Guid person, CancellationToken cancellation)
    {
        if (await book.FindPersonAsync(person, cancellation) is not { } known)
            return null;
        var account = await book.EnsureAsync(known, cancellation);
        await book.TakesAddressAsync(account, known);
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        account.ActivationHash = Hash(secret);
        account.ActivationExpiresUtc = time.GetUtcNow().UtcDateTime + Lifetime;
        AccountBook.Succeed(await accounts.UpdateAsync(account));
        return new ActivationLink("/activate/" + secret, account.ActivationExpiresUtc.Value);
    }

    /// <summary>The account that a link is for, while it works.</summary>
    internal async Task<Account?> FindAsync(string secret, CancellationToken cancellation)
    {
        var hash = Hash(secret);
        var now = time.GetUtcNow().UtcDateTime;
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.ActivationHash == hash && a.ActivationExpiresUtc > now, cancellation);
        return account is not null && await book.FindPersonAsync(account.Id, cancellation) is not null ? account : null;
    }

    /// <summary>Uses the link up and starts the account over; then <paramref name="choose"/> gives it its new factor. All of it or nothing.</summary>
    internal async Task<bool> UseAsync(string secret, Func<Account, Task<bool>> choose, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var hash = Hash(secret);
        if (await FindAsync(secret, cancellation) is not { } account)
            return false;
        // The database decides between two who open the same link at once.
        if (await db.Set<Account>().Where(a => a.Id == account.Id && a.ActivationHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ActivationHash, (string?)null).SetProperty(a => a.FailedTries, 0).SetProperty(a => a.ClosedUntilUtc, (DateTime?)null), cancellation) != 1)
        {
            return false;
        }

        foreach (var passkey in await accounts.GetPasskeysAsync(account))
            AccountBook.Succeed(await accounts.RemovePasskeyAsync(account, passkey.CredentialId));
        account.ActivationHash = null;
        account.ActivationExpiresUtc = null;
        account.PasswordHash = null;
        account.AuthenticatorKey = null;
        account.RecoveryCodes = null;
        account.TwoFactorEnabled = false;
        AccountBook.Succeed(await accounts.UpdateSecurityStampAsync(account));
        if (!await choose(account))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }

    static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}

/// <summary>Where a person goes to choose how they sign in, on the site of the switchboard.</summary>
public sealed record ActivationLink(string Path, DateTime ExpiresUtc);
