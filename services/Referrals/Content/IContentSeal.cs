using System.Text;
using System.Text.Json;

namespace CptsReferral.Referrals.Content;

/// <summary>The one seam through which identity and clinical content pass on their way to and from storage. What is sealed for one place does
/// not open at another.</summary>
public interface IContentSeal
{
    /// <summary>Turns content into the bytes to store at a place.</summary>
    byte[] Seal(byte[] content, ContentPlace place);

    /// <summary>Turns the bytes stored at a place back into content.</summary>
    /// <exception cref="SealedContentException">They cannot be opened.</exception>
    ReadOnlyMemory<byte> Open(byte[] stored, ContentPlace place);
}

/// <summary>The same for content that is a text, or an object, as JSON.</summary>
public static class ContentSealShapes
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static byte[] SealJson<T>(this IContentSeal seal, T content, ContentPlace place) =>
        seal.Seal(JsonSerializer.SerializeToUtf8Bytes(content, Json), place);

    public static T OpenJson<T>(this IContentSeal seal, byte[] stored, ContentPlace place) =>
        JsonSerializer.Deserialize<T>(seal.Open(stored, place).Span, Json) ?? throw new InvalidDataException("Sealed content is empty.");

    public static byte[] SealText(this IContentSeal seal, string content, ContentPlace place) => seal.Seal(Encoding.UTF8.GetBytes(content), place);

    public static string OpenText(this IContentSeal seal, byte[] stored, ContentPlace place) => Encoding.UTF8.GetString(seal.Open(stored, place).Span);
}
