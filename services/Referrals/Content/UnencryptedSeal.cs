namespace CptsReferral.Referrals.Content;

/// <summary>Format 0: the content itself.</summary>
sealed class UnencryptedSeal : IContentSeal
{
    const byte Format = 0;

    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        var stored = new byte[content.Length + 1];
        stored[0] = Format;
        content.CopyTo(stored.AsSpan(1));
        return stored;
    }

    public ReadOnlyMemory<byte> Open(byte[] stored) => stored is [Format, ..]
        ? stored.AsMemory(1)
        : throw new InvalidDataException("Sealed content has an unknown format.");
}
