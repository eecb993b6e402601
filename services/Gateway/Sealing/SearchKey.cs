using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Keyed hashes (HMAC-SHA-256) of what has to be found again without being stored. Their key is none of the ring's: it has to stay when those
/// change. It lies beside them, sealed with them.</summary>
sealed class SearchKey(KeyRing keys)
{
    public const string FileName = "search.key";

    const int Length = 32;

    public static readonly ContentPlace Place = new("search-key", Guid.Empty);

    readonly Lock reading = new();
    Loaded? loaded;

    string Location => Path.Combine(keys.Folder, FileName);

    /// <summary>Tells one search key from another; says nothing of it.</summary>
    public int Id => Load().Id;

    /// <summary>A hash that nobody can compute, or check a guess with, who does not have the key.</summary>
    public byte[] Hash(string kind, string text) => Hash(kind, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Hash(string, string)"/>
    public byte[] Hash(string kind, ReadOnlySpan<byte> content) => Hash(Load().Secret, kind, content);

    static byte[] Hash(byte[] secret, string kind, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        // No kind has such a byte: what is hashed for one purpose equals nothing of another.
        hash.AppendData(Encoding.UTF8.GetBytes(kind));
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>The same, cut to what a column of numbers takes.</summary>
    public long Token(string kind, string text) => BinaryPrimitives.ReadInt64BigEndian(Hash(kind, text));

    /// <summary>The key that seals the search key.</summary>
    public Guid SealedWith
    {
        get
        {
            Load();
            return SealedFormat.KeyOf(File.ReadAllBytes(Location))!.Value;
        }
    }

    /// <summary>Seals the search key with the ring's newest key.</summary>
    public void SealAgain()
    {
        if (SealedWith != keys.Current)
            Store(Load().Secret, overwrite: true);
    }

    Loaded Load()
    {
        if (Volatile.Read(ref loaded) is { } known)
            return known;
        lock (reading)
            return loaded ??= new Loaded(Read() ?? Make());
    }

    byte[]? Read() => File.Exists(Location) ? keys.Unprotect(File.ReadAllBytes(Location), Place) : null;

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
            File.WriteAllBytes(draft, keys.Protect(key, Place));
            File.Move(draft, Location, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    sealed class Loaded(byte[] secret)
    {
        public byte[] Secret => secret;

        public int Id { get; } = BinaryPrimitives.ReadInt32BigEndian(Hash(secret, "id", []));
    }
}
