using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CptsReferral.Gateway.SignIn;

/// <summary>
/// Slows down who tries passwords by the hundred. A practice or a hospital signs in from one address in the morning: an address may try
/// often, one name seldom. The count of wrong tries in the database is the lock; this is the brake before it.
/// </summary>
sealed class Pace : IDisposable
{
    const int TriesOfName = 20;
    const int TriesOfAddress = 300;
    const int Segments = 5;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    readonly PartitionedRateLimiter<string> names = Limiter(TriesOfName);
    readonly PartitionedRateLimiter<string> addresses = Limiter(TriesOfAddress);

    /// <summary>False when it goes too fast; the answer is 429.</summary>
    public bool Allows(HttpContext context, string name = "")
    {
        using var byAddress = addresses.AttemptAcquire(Network(context.Connection.RemoteIpAddress));
        if (!byAddress.IsAcquired)
            return false;
        using var byName = name.Length > 0 ? names.AttemptAcquire(name.Trim().ToUpperInvariant()) : null;
        return byName?.IsAcquired ?? true;
    }

    public void Dispose()
    {
        names.Dispose();
        addresses.Dispose();
    }

    // One household or one practice has a whole /64 of IPv6.
    static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    static PartitionedRateLimiter<string> Limiter(int tries) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = tries,
            Window = Window,
            SegmentsPerWindow = Segments,
            QueueLimit = 0,
        }), StringComparer.Ordinal);
}
