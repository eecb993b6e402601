using CptsReferral.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>Identity's own store over the one context of the house. Claims and tokens have no table: nothing here uses them.</summary>
sealed class AccountStore(CptsDbContext db, IdentityErrorDescriber describer) : UserOnlyStore<Account, CptsDbContext, Guid>(db, describer);
