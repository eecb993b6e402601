using System.Security.Cryptography;
using CptsReferral.Referrals.Content;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Sealing;

/// <summary>The keys in use. Another process may add or remove one at any time: an unknown key is looked for before it is missed, and a newer one
/// is taken up within seconds. Data Protection itself would look again only after hours.</summary>
sealed class KeyRing(IOptions<ContentOptions> options, KeyRingSource source, TimeProvider time)
{
    /// <summary>For how long a process may go on sealing with a key after another one made a newer one.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    readonly Lock reading = new();
    volatile KeyRingSnapshot? snapshot;
    long lookedAt;

    public string Folder => options.Value.KeysDirectory;

    public TimeSpan Lifetime => options.Value.KeyLifetime;

    /// <summary>The key that seals now; made if there is none.</summary>
    public Guid Current => SealedFormat.KeyOf(Protect([], new ContentPlace("probe", Guid.Empty)))!.Value;

    public KeyRingSnapshot Snapshot => Fresh();

    public byte[] Protect(byte[] content, ContentPlace place) => Fresh().At(place).Protect(content);

    public byte[] Unprotect(byte[] stored, ContentPlace place)
    {
        var known = snapshot ?? Renew(null);
        try
        {
            return known.At(place).Unprotect(stored);
        }
        catch (CryptographicException) when (known.IsOutdated)
        {
            known = Renew(known);
        }
        catch (CryptographicException)
        {
            throw Fault(known, stored, place);
        }

        try
        {
            return known.At(place).Unprotect(stored);
        }
        catch (CryptographicException)
        {
            throw Fault(known, stored, place);
        }
    }

    /// <summary>Reads the folder again.</summary>
    public KeyRingSnapshot Renew() => Renew(snapshot);

    static SealedContentException Fault(KeyRingSnapshot ring, byte[] stored, ContentPlace place)
    {
        var key = SealedFormat.KeyOf(stored);
        return new SealedContentException(key is { } id && id != SealedFormat.NoKey && !ring.Knows(id) ? SealFault.KeyMissing : SealFault.Altered, place, key);
    }

    KeyRingSnapshot Fresh()
    {
        var known = snapshot;
        if (known is not null && time.GetElapsedTime(Interlocked.Read(ref lookedAt)) < Lag)
            return known;
        Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
        return known is null || known.IsOutdated ? Renew(known) : known;
    }

    // Of many who find it outdated at once, one reads.
    KeyRingSnapshot Renew(KeyRingSnapshot? known)
    {
        lock (reading)
        {
            if (snapshot is { } newer && newer != known)
                return newer;
            return snapshot = source.Read(options.Value);
        }
    }
}
