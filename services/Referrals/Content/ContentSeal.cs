using System.Text.Json;

namespace CptsReferral.Referrals.Content;

/// <summary>The one seam through which identity and clinical content pass on their way to and from storage. The first byte names the
/// format, so that encryption is one more format here and nothing elsewhere.</summary>
public sealed class ContentSeal
{
    const byte PlainFormat = 0;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Turns content into the bytes to store.</summary>
    public byte[] Seal<T>(T content) => Seal(JsonSerializer.SerializeToUtf8Bytes(content, Json));

    /// <summary>Turns stored bytes back into content.</summary>
    public T Open<T>(byte[] stored) => JsonSerializer.Deserialize<T>(Open(stored), Json)
        ?? throw new InvalidDataException("Sealed content is empty.");

    /// <summary>The same for content that is bytes already (attachments).</summary>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        var stored = new byte[content.Length + 1];
        stored[0] = PlainFormat;
        content.CopyTo(stored.AsSpan(1));
        return stored;
    }

    /// <summary>The same for content that is bytes already (attachments).</summary>
    public ReadOnlySpan<byte> Open(byte[] stored) => stored is [PlainFormat, ..]
        ? stored.AsSpan(1)
        : throw new InvalidDataException("Sealed content has an unknown format.");
}
