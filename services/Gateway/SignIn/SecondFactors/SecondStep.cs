using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CptsReferral.Gateway.SignIn.SecondFactors;

/// <summary>The second step of signing in with a password: an authenticator application, or a code from the paper.</summary>
sealed partial class SecondStep(UserManager<Account> accounts, Tries tries, IDataProtectionProvider protection, TimeProvider time, ILogger<SecondStep> logger)
{
    static readonly TimeSpan CandidateLifetime = TimeSpan.FromMinutes(30);

    readonly IDataProtector kept = protection.CreateProtector("CptsReferral.SignIn.Authenticator");

    /// <summary>A key that counts once a code of it was typed. Until then the page carries it, sealed to the account.</summary>
    public AuthenticatorCandidate NewCandidate(Account account)
    {
        var key = Totp.NewKey();
        var until = (time.GetUtcNow() + CandidateLifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(key, CandidateProtector(account).Protect($"{until} {key}"));
    }

    /// <summary>Opens a candidate that a form brought back; null when it is too old or somebody else's.</summary>
    public AuthenticatorCandidate? Open(Account account, string sealedKey)
    {
        try
        {
            return CandidateProtector(account).Unprotect(sealedKey).Split(' ') is [var until, var key]
                && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? new(key, sealedKey)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Makes the candidate the account's authenticator and gives it ten recovery codes, to be shown once; null when the code is wrong.</summary>
    public async Task<IReadOnlyList<string>?> EnrolAsync(Account account, AuthenticatorCandidate candidate, string code)
    {
        if (Totp.Match(candidate.Key, code, time.GetUtcNow(), used: 0) is not { } step)
            return null;
        account.AuthenticatorKey = kept.Protect(candidate.Key);
        account.AuthenticatorStep = step;
        account.TwoFactorEnabled = true;
        var (codes, hashes) = RecoveryCodes.New();
        account.RecoveryCodes = hashes;
        AccountBook.Succeed(await accounts.UpdateSecurityStampAsync(account));
        return codes;
    }

    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Account account)
    {
        var (codes, hashes) = RecoveryCodes.New();
        account.RecoveryCodes = hashes;
        AccountBook.Succeed(await accounts.UpdateAsync(account));
        return codes;
    }

    public Task<bool> AcceptsAsync(Account account, string code, CancellationToken cancellation) =>
        JudgeAsync(account, () =>
        {
            if (account.AuthenticatorKey is null || Totp.Match(kept.Unprotect(account.AuthenticatorKey), code, time.GetUtcNow(), account.AuthenticatorStep) is not { } step)
                return false;
            account.AuthenticatorStep = step;
            return true;
        }, cancellation);

    public Task<bool> AcceptsRecoveryCodeAsync(Account account, string code, CancellationToken cancellation) =>
        JudgeAsync(account, () =>
        {
            if (RecoveryCodes.Use(account.RecoveryCodes, code) is not { } left)
                return false;
            account.RecoveryCodes = left;
            return true;
        }, cancellation);

    // The account's concurrency stamp decides between two who use one code at once.
    async Task<bool> JudgeAsync(Account account, Func<bool> uses, CancellationToken cancellation)
    {
        if (await tries.TakeAsync(account.Id, cancellation) && uses() && (await accounts.UpdateAsync(account)).Succeeded)
        {
            await tries.ForgetAsync(account.Id, cancellation);
            return true;
        }

        Log.Refused(logger, account.Id);
        return false;
    }

    IDataProtector CandidateProtector(Account account) =>
        protection.CreateProtector("CptsReferral.SignIn.AuthenticatorCandidate", account.Id.ToString(), account.SecurityStamp ?? "");

    static partial class Log
    {
        [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "Second factor refused (account {Account})")]
        public static partial void Refused(ILogger logger, Guid account);
    }
}

/// <summary>The key of an authenticator that is being set up, and the same sealed for the way through the browser.</summary>
sealed record AuthenticatorCandidate(string Key, string Sealed);
