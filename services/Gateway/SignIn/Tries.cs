using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>
/// Five wrong tries close an account's password and codes for a quarter of an hour; passkeys and OpenID Connect, which cannot be guessed,
/// stay open. A try is taken before it is judged, by the database: guesses sent side by side, to any process, all count.
/// </summary>
sealed class Tries(CptsDbContext db, TimeProvider time)
{
    public const int Allowed = 5;

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>False when no try is left for now.</summary>
    public async Task<bool> TakeAsync(Guid account, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        DateTime? until = now + Pause;
        DateTime? open = null;
        await db.Set<Account>().Where(a => a.Id == account && a.ClosedUntilUtc != null && a.ClosedUntilUtc <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedTries, 0).SetProperty(a => a.ClosedUntilUtc, open), cancellation);
        return await db.Set<Account>().Where(a => a.Id == account && a.ClosedUntilUtc == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.FailedTries, a => a.FailedTries + 1)
                    .SetProperty(a => a.ClosedUntilUtc, a => a.FailedTries + 1 >= Allowed ? until : open),
                cancellation) == 1;
    }

    /// <summary>It was right: it does not count.</summary>
    public async Task GiveBackAsync(Guid account, CancellationToken cancellation = default)
    {
        DateTime? open = null;
        await db.Set<Account>().Where(a => a.Id == account && a.FailedTries > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedTries, a => a.FailedTries - 1).SetProperty(a => a.ClosedUntilUtc, open), cancellation);
    }

    /// <summary>The person is in, or starts over: earlier mistakes are forgotten.</summary>
    public async Task ForgetAsync(Guid account, CancellationToken cancellation = default)
    {
        DateTime? open = null;
        await db.Set<Account>().Where(a => a.Id == account && a.FailedTries > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedTries, 0).SetProperty(a => a.ClosedUntilUtc, open), cancellation);
    }
}
