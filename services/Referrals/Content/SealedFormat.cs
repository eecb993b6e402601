using System.Buffers.Binary;

namespace CptsReferral.Referrals.Content;

/// <summary>How stored bytes begin. The first one names their format: 0 is the content itself, as it was stored before there were keys; 9 is a
/// payload of ASP.NET Core Data Protection, whose own header (<c>09 F0 C9 F0</c>) it begins, followed by the id of the key.</summary>
public static class SealedFormat
{
    public const byte Plain = 0;

    /// <summary>In the place of a key, for content that no key seals.</summary>
    public static readonly Guid NoKey = Guid.Empty;

    const uint Protected = 0x09F0C9F0;

    const int HeaderLength = sizeof(uint) + 16;

    public static bool IsPlain(ReadOnlySpan<byte> stored) => stored is [Plain, ..];

    /// <summary>The key that opens the bytes: <see cref="NoKey"/> when they need none; null where there are none.</summary>
    public static Guid? KeyOf(byte[]? stored)
    {
        if (stored is not { Length: > 0 })
            return null;
        return stored.Length >= HeaderLength && BinaryPrimitives.ReadUInt32BigEndian(stored) == Protected
            ? new Guid(stored.AsSpan(sizeof(uint), 16))
            : NoKey;
    }
}
