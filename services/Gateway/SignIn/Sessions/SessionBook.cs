using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn.Sessions;

/// <summary>
/// Whether a session still stands: nobody signed out of it, the person is still there with the same function, and their account's stamp
/// has not changed since (a new password, a new factor, signing out everywhere).
/// </summary>
sealed class SessionBook(CptsDbContext db, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    public async Task<bool> StandsAsync(Guid session, Guid person, string function, string stamp, CancellationToken cancellation) =>
        await db.Set<Person>().AnyAsync(p => p.Id == person && p.Active && p.Function == function, cancellation)
        && await db.Set<Account>().AnyAsync(a => a.Id == person && a.SecurityStamp == stamp, cancellation)
        && !await db.Set<EndedSession>().AnyAsync(s => s.Id == session, cancellation);

    /// <summary>Ends one session for good: what a copy of its cookie would still be worth.</summary>
    public async Task EndAsync(Guid session, TimeSpan longest, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.Set<EndedSession>().Where(s => s.EndedUtc < now - longest).ExecuteDeleteAsync(cancellation);
        if (await db.Set<EndedSession>().AnyAsync(s => s.Id == session, cancellation))
            return;
        db.Add(new EndedSession { Id = session, EndedUtc = now });
        await db.SaveChangesAsync(cancellation);
    }
}
