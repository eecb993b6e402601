using CptsReferral.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>Identity's own store over the one context of the house. Claims and tokens have no table: nothing here uses them.</summary>
sealed class AccountStore(CptsDbContext db, IdentityErrorDescriber describer) : UserOnlyStore<Account, CptsDbContext, Guid>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        // Who opened the same account a moment ago was seen by Identity's own look at its name: a conflict as the database would have found it.
        return Context.Set<Account>().Local.FindEntry(user.Id) is null
            ? base.CreateAsync(user, cancellationToken)
            : Task.FromResult(IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure()));
    }
}
