using CptsReferral.Gateway.Attachments;
using CptsReferral.Support.Api;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Attachments;

public sealed class How_large_a_picture_says_it_is
{
    // FF C0, length, 8 bits, height, width, one component.
    static readonly byte[] Frame = [0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x0B, 0xB8, 0x0F, 0xA0, 0x01, 0x01, 0x11, 0x00];

    [Fact]
    public void Is_in_the_first_chunk_of_a_png() => PictureSize.Pixels("image/png", Files.Png).ShouldBe(1);

    [Fact]
    public void Is_in_the_frame_of_a_jpeg() => PictureSize.Pixels("image/jpeg", [0xFF, 0xD8, .. Frame, 0xFF, 0xD9]).ShouldBe(4000 * 3000);

    [Fact]
    public void Is_found_behind_whatever_stands_before_the_frame() =>
        PictureSize.Pixels("image/jpeg", [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 0xFF, 0xC0, 0x00, 0x00, 0xFF, 0xFF, .. Frame]).ShouldBe(4000 * 3000);

    [Fact]
    public void Is_the_largest_where_a_jpeg_has_two_frames() =>
        PictureSize.Pixels("image/jpeg", [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00, .. Frame]).ShouldBe(4000 * 3000);

    [Fact]
    public void Is_in_the_properties_of_a_heic() => PictureSize.Pixels("image/heic", Heic(Spatial)).ShouldBe(4032 * 3024);

    [Fact]
    public void Is_the_largest_of_a_heic_made_of_tiles() =>
        PictureSize.Pixels("image/heic", Heic([.. "\0\0\0\x14ispe"u8, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, .. Spatial])).ShouldBe(4032 * 3024);

    [Fact]
    public void Is_not_to_be_had_of_what_is_cut_short_or_no_picture()
    {
        foreach (var (type, content) in ((string, byte[])[])[("image/png", Files.Png[..20]), ("image/jpeg", Files.Jpeg), ("image/jpeg", [0xFF, 0xD8, .. Frame[..6]]), ("image/heic", Heic(Spatial)[..30]), ("application/pdf", Files.Pdf)])
            PictureSize.Pixels(type, content).ShouldBe(0, type);
    }

    [Fact]
    public void Ends_whatever_the_bytes_are()
    {
        var random = new Random(42);
        for (var n = 0; n < 2_000; n++)
        {
            var content = new byte[random.Next(200)];
            random.NextBytes(content);
            foreach (var type in (string[])["image/png", "image/jpeg", "image/heic"])
                PictureSize.Pixels(type, [.. Heic(Spatial)[..random.Next(60)], .. content]).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    static byte[] Spatial => [.. "\0\0\0\x14ispe"u8, 0, 0, 0, 0, 0, 0, 0x0F, 0xC0, 0, 0, 0x0B, 0xD0];

    static byte[] Heic(byte[] properties) =>
    [
        .. Box("ftyp"u8, [.. "heic"u8, 0, 0, 0, 0]),
        .. Box("meta"u8, [0, 0, 0, 0, .. Box("hdlr"u8, []), .. Box("iprp"u8, Box("ipco"u8, properties))]),
    ];

    static byte[] Box(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content) => [0, 0, 0, (byte)(8 + content.Length), .. type, .. content];
}
