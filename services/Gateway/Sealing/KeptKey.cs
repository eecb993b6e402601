using System.Security.Cryptography;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>A secret that has to stay when the ring's keys change. It lies beside them, sealed with them, and is made on first use.</summary>
/// <param name="file">Its file in the folder of the keys.</param>
/// <param name="place">What is authenticated with it.</param>
abstract class KeptKey(KeyRing keys, string file, ContentPlace place)
{
    const int Length = 32;

    readonly Lock reading = new();
    byte[]? loaded;

    string Location => Path.Combine(keys.Folder, file);

    protected byte[] Secret
    {
        get
        {
            if (Volatile.Read(ref loaded) is { } known)
                return known;
            lock (reading)
                return loaded ??= keys.Unprotect(FileMadeOnce.Read(Location, () => Sealed(RandomNumberGenerator.GetBytes(Length))), place);
        }
    }

    /// <summary>The ring's key that seals it.</summary>
    public Guid SealedWith
    {
        get
        {
            _ = Secret;
            return SealedFormat.KeyOf(File.ReadAllBytes(Location))!.Value;
        }
    }

    /// <summary>Seals it with the ring's newest key.</summary>
    public void SealAgain()
    {
        if (SealedWith != keys.Current)
            FileMadeOnce.Replace(Location, Sealed(Secret));
    }

    byte[] Sealed(byte[] key) => keys.Protect(key, place);
}
