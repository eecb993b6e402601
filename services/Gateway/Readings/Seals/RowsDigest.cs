using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>Count and hash of readings in the order of their numbers: one that is gone, came later, changed its MAC or its number is noticed.</summary>
sealed class RowsDigest(ReadingKey key) : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    public long WithoutMac { get; private set; }

    public void Add(ContentAccess reading)
    {
        Span<byte> head = stackalloc byte[sizeof(long) + 1];
        BinaryPrimitives.WriteInt64BigEndian(head, reading.Id);
        // A MAC that is taken away is no reading from before.
        head[^1] = reading.Mac is null ? (byte)0 : (byte)1;
        hash.AppendData(head);
        hash.AppendData(reading.Mac ?? key.MacOf(reading));
        Count++;
        WithoutMac += reading.Mac is null ? 1 : 0;
    }

    public byte[] Finish() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();
}
