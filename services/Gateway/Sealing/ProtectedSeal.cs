using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Authenticated encryption under the newest key. What was stored before there were keys still opens, until all of it has been sealed.</summary>
sealed class ProtectedSeal(KeyRing keys, PlainContent plain) : IContentSeal
{
    public byte[] Seal(byte[] content, ContentPlace place) => keys.Protect(content, place);

    public ReadOnlyMemory<byte> Open(byte[] stored, ContentPlace place)
    {
        if (!SealedFormat.IsPlain(stored))
            return keys.Unprotect(stored, place);
        return plain.IsOver ? throw new SealedContentException(SealFault.NotSealed, place, SealedFormat.NoKey) : stored.AsMemory(1);
    }
}
