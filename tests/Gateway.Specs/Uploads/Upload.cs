using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using Shouldly;

namespace CptsReferral.Gateway.Specs.Uploads;

/// <summary>What a tus client says over HTTP; each step can be left out or said wrongly.</summary>
static class Upload
{
    public static readonly (string, string) Tus = ("Tus-Resumable", "1.0.0");

    public static Task<Reply> BeginsAsync(this Visitor visitor, long length, string type, string name, CancellationToken cancellation) =>
        visitor.SendsAsync(HttpMethod.Post, "/uploads", null, cancellation, Tus,
            ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", $"filename {Base64(name)},filetype {Base64(type)}"));

    /// <summary>The address of a new upload.</summary>
    public static async Task<string> HasBegunAsync(this Visitor visitor, long length, string type, string name, CancellationToken cancellation)
    {
        var reply = await visitor.BeginsAsync(length, type, name, cancellation);
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
        return reply.Location.ShouldNotBeNull();
    }

    public static Task<Reply> AddsAsync(this Visitor visitor, string address, long offset, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        var content = new ReadOnlyMemoryContent(piece);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return visitor.SendsAsync(HttpMethod.Patch, address, content, cancellation, Tus, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
    }

    public static Task<Reply> AsksHowFarAsync(this Visitor visitor, string address, CancellationToken cancellation) =>
        visitor.SendsAsync(HttpMethod.Head, address, null, cancellation, Tus);

    public static Task<Reply> DiscardsAsync(this Visitor visitor, string address, CancellationToken cancellation) =>
        visitor.SendsAsync(HttpMethod.Delete, address, null, cancellation, Tus);

    /// <summary>A whole file at once; the id of its attachment.</summary>
    public static async Task<Guid> HasSentAsync(this Visitor visitor, byte[] content, string type, string name, CancellationToken cancellation)
    {
        var address = await visitor.HasBegunAsync(content.Length, type, name, cancellation);
        (await visitor.AddsAsync(address, 0, content, cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        return Guid.Parse(address.Split('/')[^1]);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
