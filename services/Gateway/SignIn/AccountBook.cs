using System.Security.Cryptography;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>Finds and opens accounts. One belongs to one person; only active people have one that counts.</summary>
sealed class AccountBook(UserManager<Account> accounts, CptsDbContext db)
{
    const int StampBytes = 20;

    const int Attempts = 3;

    static readonly string[] Conflicts = [nameof(IdentityErrorDescriber.ConcurrencyFailure), nameof(IdentityErrorDescriber.DuplicateUserName)];

    /// <summary>The account of an active person, by what they type as their address; null for everybody else.</summary>
    public async Task<Account?> FindByNameAsync(string name, CancellationToken cancellation = default) =>
        await accounts.FindByNameAsync(name) is { } account && await FindPersonAsync(account.Id, cancellation) is not null ? account : null;

    public async Task<Account?> FindAsync(Guid person, CancellationToken cancellation = default) =>
        await FindPersonAsync(person, cancellation) is null ? null : await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == person, cancellation);

    public Task<Person?> FindPersonAsync(Guid id, CancellationToken cancellation = default) =>
        db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Active, cancellation);

    /// <summary>
    /// The person's account, opened when they have none. Where their address is another member's user name (a practice with one mailbox),
    /// it gets a name that nobody types: such a person signs in with a passkey or with an OpenID provider.
    /// </summary>
    public async Task<Account> EnsureAsync(Person person, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == person.Id, cancellation) is { } known)
                return known;
            var account = new Account { Id = person.Id, UserName = await IsFreeAsync(person) ? person.Email : person.Id.ToString() };
            try
            {
                Succeed(await accounts.CreateAsync(account));
                return account;
            }
            catch (Exception conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                // Since we looked somebody else opened it, or took its name: a person who signs in on two devices at once.
                db.Entry(account).State = EntityState.Detached;
            }
        }
    }

    /// <summary>Lets the user name follow the person's address; false when that is another member's.</summary>
    public async Task<bool> TakesAddressAsync(Account account, Person person)
    {
        if (accounts.NormalizeName(person.Email) == account.NormalizedUserName)
            return true;
        if (!await IsFreeAsync(person))
            return false;
        Succeed(await accounts.SetUserNameAsync(account, person.Email));
        return true;
    }

    /// <summary>Every session of the person ends when it is next looked at (<see cref="Sessions.SessionBook.Fresh"/>); whoever never signed in has none.</summary>
    public async Task EndSessionsAsync(Guid person, CancellationToken cancellation)
    {
        // Two at once both mean it: neither has to know what the other read. Whoever is just writing the account does have to, and reads it again.
        var (stamp, version) = (NewStamp(), NewStamp());
        await db.Set<Account>().Where(a => a.Id == person).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.SecurityStamp, stamp).SetProperty(a => a.ConcurrencyStamp, version), cancellation);
    }

    /// <summary>For what cannot be refused for a reason that a person could mend.</summary>
    public static void Succeed(IdentityResult result)
    {
        if (result.Succeeded)
            return;
        var message = $"The account could not be written: {string.Join(", ", result.Errors.Select(error => error.Code))}.";
        throw result.Errors.All(error => Conflicts.Contains(error.Code)) ? new AccountConflictException(message) : new InvalidOperationException(message);
    }

    /// <summary>Somebody else wrote the account, or took its name, since it was read: whoever reads again may go on.</summary>
    public static bool IsConflict(Exception fault) => fault is AccountConflictException || (fault is DbUpdateException update && update.IsUniqueViolation());

    static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));

    async Task<bool> IsFreeAsync(Person person) =>
        await accounts.FindByNameAsync(person.Email) is not { } holder || holder.Id == person.Id;
}
