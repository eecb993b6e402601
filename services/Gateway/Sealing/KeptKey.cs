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
                return loaded ??= Read() ?? Make();
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
            Store(Secret, overwrite: true);
    }

    byte[]? Read() => File.Exists(Location) ? keys.Unprotect(File.ReadAllBytes(Location), place) : null;

    byte[] Make()
    {
        try
        {
            var made = RandomNumberGenerator.GetBytes(Length);
            Store(made, overwrite: false);
            return made;
        }
        catch (IOException) when (File.Exists(Location))
        {
            // Another process was faster: there is one for all of them.
            return Read()!;
        }
    }

    // Appears whole or not at all.
    void Store(byte[] key, bool overwrite)
    {
        var draft = $"{Location}.{Guid.CreateVersion7():N}";
        try
        {
            File.WriteAllBytes(draft, keys.Protect(key, place));
            File.Move(draft, Location, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
