using Microsoft.AspNetCore.Identity;

namespace CptsReferral.Gateway.SignIn.Passwords;

/// <summary>
/// Long, and not one that everybody thinks of: no rules about digits and capitals (ASVS 5, 6.2). What is refused is named by a code;
/// pages have the words.
/// </summary>
sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 12;
    public const int Longest = 128;

    public const string TooShort = "PasswordTooShort";
    public const string TooLong = "PasswordTooLong";
    public const string TooCommon = "PasswordTooCommon";
    public const string LikeName = "PasswordLikeName";

    // Fewer letters than this are a pattern, however long.
    const int FewestDistinct = 5;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Fault(password ?? "", user.UserName ?? "") is { } code
            ? IdentityResult.Failed(new IdentityError { Code = code, Description = code })
            : IdentityResult.Success);

    /// <summary>Why it is refused; null when it is not.</summary>
    public static string? Fault(string password, string userName) => password switch
    {
        { Length: < Shortest } => TooShort,
        { Length: > Longest } => TooLong,
        _ when password.Distinct().Count() < FewestDistinct || CommonPasswords.Holds(password) => TooCommon,
        _ when IsLikeName(password, userName) => LikeName,
        _ => null,
    };

    static bool IsLikeName(string password, string userName)
    {
        var local = userName.Split('@')[0];
        return local.Length > 3 && password.Replace(local, "", StringComparison.OrdinalIgnoreCase).Length < Shortest / 2;
    }
}
