using CptsReferral.Referrals.Content;

namespace CptsReferral.Support;

/// <summary>No seal: content as it was stored before there were keys (format 0). What a spec finds of it in a database, a thief would.</summary>
public sealed class PlainSeal : IContentSeal
{
    public byte[] Seal(byte[] content, ContentPlace place) => [SealedFormat.Plain, .. content];

    public ReadOnlyMemory<byte> Open(byte[] stored, ContentPlace place) =>
        SealedFormat.IsPlain(stored) ? stored.AsMemory(1) : throw new InvalidDataException("Nothing of this host was sealed.");
}
