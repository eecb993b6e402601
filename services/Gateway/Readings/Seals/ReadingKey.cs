using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CptsReferral.Gateway.Retention;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>The key of the record of readings (HMAC-SHA-256). None but the gateway and the job has it: who has the database alone can neither write a
/// reading nor change one without being found out. It is none of the ring's, because the record outlives those, and not the search key, which may be
/// replaced.</summary>
sealed class ReadingKey(KeyRing keys) : KeptKey(keys, FileName, Place)
{
    public const string FileName = "readings.key";

    public static readonly ContentPlace Place = new("readings-key", Guid.Empty);

    /// <summary>Tells one such key from another; says nothing of it.</summary>
    public int Id => BinaryPrimitives.ReadInt32BigEndian(Mac("id", []));

    public byte[] Mac(string kind, ReadOnlySpan<byte> content)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
        // No kind has such a byte: what is made for one purpose equals nothing of another.
        mac.AppendData(Encoding.UTF8.GetBytes(kind));
        mac.AppendData([0]);
        mac.AppendData(content);
        return mac.GetHashAndReset();
    }

    public byte[] MacOf(ContentAccess reading) => Mac("reading", CanonicalBytes.Of(reading));

    public byte[] MacOf(ReadingSeal seal) => Mac("seal", CanonicalBytes.Of(seal));

    public byte[] MacOf(ReadingCheck check) => Mac("check", CanonicalBytes.Of(check));

    public byte[] MacOf(Erasure erasure) => Mac("erasure", CanonicalBytes.Of(erasure));

    public bool Made(ContentAccess reading) => Equal(reading.Mac, MacOf(reading));

    public bool Made(ReadingSeal seal) => Equal(seal.Mac, MacOf(seal));

    public bool Made(ReadingCheck check) => Equal(check.Mac, MacOf(check));

    public bool Made(Erasure erasure) => Equal(erasure.Mac, MacOf(erasure));

    static bool Equal(byte[]? stored, byte[] made) => CryptographicOperations.FixedTimeEquals(stored, made);
}
