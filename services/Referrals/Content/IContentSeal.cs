using System.Text.Json;

namespace CptsReferral.Referrals.Content;

/// <summary>The one seam through which identity and clinical content pass on their way to and from storage. Stored bytes begin with one
/// byte that names their format, so that encryption is one more format behind this seam and nothing elsewhere.</summary>
public interface IContentSeal
{
    /// <summary>Turns content into the bytes to store.</summary>
    byte[] Seal(ReadOnlySpan<byte> content);

    /// <summary>Turns stored bytes back into content.</summary>
    /// <exception cref="InvalidDataException">The bytes have a format that this build does not know.</exception>
    ReadOnlyMemory<byte> Open(byte[] stored);
}

/// <summary>The same for content that is an object, as JSON.</summary>
public static class ContentSealJson
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static byte[] SealJson<T>(this IContentSeal seal, T content) => seal.Seal(JsonSerializer.SerializeToUtf8Bytes(content, Json));

    public static T OpenJson<T>(this IContentSeal seal, byte[] stored) => JsonSerializer.Deserialize<T>(seal.Open(stored).Span, Json)
        ?? throw new InvalidDataException("Sealed content is empty.");
}
