using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Standalone.Rights;

/// <summary>Brings what the hosts' users may do to what <see cref="HostRights"/> says.</summary>
static class GrantedRights
{
    /// <summary>Gives what is missing and takes away what was granted besides, on tables of ours and on any other. Users that the server does not have are
    /// left out: whoever runs everything as one user needs no more.</summary>
    public static async Task GrantHostsAsync(this CptsDbContext db, CancellationToken cancellation = default)
    {
        var users = await db.Database.UsersAsync(HostRights.Users, cancellation);
        if (users.Count == 0)
            return;
        var wanted = HostRights.ByTable.Values.SelectMany(rights => rights).Where(right => users.Contains(right.User)).ToHashSet();
        var held = await db.Database.HeldRights().Where(right => users.Contains(right.User)).ToListAsync(cancellation);
        await db.Database.ChangeRightsAsync(wanted.Except(held), held.Except(wanted), cancellation);
    }
}
