using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Keyed hashes (HMAC-SHA-256) of what has to be found again without being stored.</summary>
sealed class SearchKey(KeyRing keys) : KeptKey(keys, FileName, Place)
{
    public const string FileName = "search.key";

    public static readonly ContentPlace Place = new("search-key", Guid.Empty);

    /// <summary>Tells one search key from another; says nothing of it.</summary>
    public int Id => BinaryPrimitives.ReadInt32BigEndian(Hash("id", []));

    /// <summary>A hash that nobody can compute, or check a guess with, who does not have the key.</summary>
    public byte[] Hash(string kind, string text) => Hash(kind, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Hash(string, string)"/>
    public byte[] Hash(string kind, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
        // No kind has such a byte: what is hashed for one purpose equals nothing of another.
        hash.AppendData(Encoding.UTF8.GetBytes(kind));
        hash.AppendData([0]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>The same, cut to what a column of numbers takes.</summary>
    public long Token(string kind, string text) => BinaryPrimitives.ReadInt64BigEndian(Hash(kind, text));
}
