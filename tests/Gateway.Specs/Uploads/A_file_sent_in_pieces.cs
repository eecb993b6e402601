using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Uploads;

public sealed class A_file_sent_in_pieces(TheSwitchboard switchboard) : IAsyncLifetime
{
    const string Gp = "Dr Alix Demonville";
    const string Gp2 = "Dr Basile Exemplard";
    const string Coordinator = "Charlie Coordon";

    readonly StandaloneHost host = switchboard.Host;
    readonly List<Visitor> visitors = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // A picture of some size whose every part differs.
    static byte[] Picture { get; } = [.. Files.Png, .. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];

    // More than all buffers between a sender and the host can hold.
    static byte[] LargePicture { get; } = [.. Files.Png, .. Enumerable.Range(0, 24_000_000).Select(i => (byte)(i * 31 >> 3))];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors)
            visitor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Goes_on_where_it_was_and_becomes_the_attachment_of_the_same_id()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(Picture.Length, "image/png", "lésion n° 1.png", Cancellation);

        (await gp.AddsAsync(address, 0, Picture.AsMemory(0, 100_000), Cancellation)).Headers["Upload-Offset"].ShouldBe("100000");
        var state = await gp.AsksHowFarAsync(address, Cancellation);
        state.Status.ShouldBe(HttpStatusCode.OK);
        state.Headers["Upload-Offset"].ShouldBe("100000");
        state.Headers["Upload-Length"].ShouldBe(Picture.Length.ToString(CultureInfo.InvariantCulture));
        state.Headers["Cache-Control"].ShouldBe("no-store");
        (await gp.AddsAsync(address, 100_000, Picture.AsMemory(100_000), Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await gp.AsksHowFarAsync(address, Cancellation)).Headers["Upload-Offset"].ShouldBe(Picture.Length.ToString(CultureInfo.InvariantCulture));
        var id = Guid.Parse(address.Split('/')[^1]);
        var stored = await host.Gp.GetsAsync($"/api/attachments/{id}", Cancellation);
        stored.Headers["Content-Length"].ShouldBe(Picture.Length.ToString(CultureInfo.InvariantCulture));
        stored.ContentType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Keeps_what_had_arrived_of_a_piece_when_the_line_was_cut()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(LargePicture.Length, "image/png", "coupure.png", Cancellation);

        await CutsAsync(gp, address, announced: LargePicture.Length, sent: 20_000_000);

        await Eventually.SeesAsync(() => HowFarAsync(gp, address), offset => offset > 0, Cancellation);
        (await GoesOnAsync(gp, address, LargePicture)).ShouldBeInRange(1, 20_000_000);
        var request = await NamesAsync(address);
        (await host.Gp.ReadsAsync(request, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("sha256").GetString()
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(LargePicture)));
    }

    [Fact]
    public async Task Is_kept_as_it_comes_on_a_line_that_falls_silent()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(Picture.Length, "image/png", "silence.png", Cancellation);
        using var line = await OpensAsync(gp, address, announced: Picture.Length);
        var sent = 0;

        // A trickle that neither ends nor breaks.
        var here = await Eventually.SeesAsync(
            async () =>
            {
                await line.GetStream().WriteAsync(Picture.AsMemory(sent, 500), Cancellation);
                sent += 500;
                return await HowFarAsync(gp, address);
            },
            offset => offset > 0,
            Cancellation);

        here.ShouldBeInRange(1, sent);
        (await GoesOnAsync(gp, address, Picture)).ShouldBeInRange(here, sent);
        var request = await NamesAsync(address);
        (await host.Gp.ReadsAsync(request, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("sha256").GetString()
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Picture)));
    }

    [Fact]
    public async Task Is_named_by_one_request_once()
    {
        var gp = await SignsInAsync(Gp);
        var id = await gp.HasSentAsync(Files.Pdf, "application/pdf", "courrier.pdf", Cancellation);

        await NamesAsync($"/uploads/{id}");

        var again = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        again["attachments"] = new JsonArray(id);
        (await host.Gp.SubmitsAsync(again, Cancellation)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await gp.DiscardsAsync($"/uploads/{id}", Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await host.Gp.GetsAsync($"/api/attachments/{id}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task From_another_offset_than_it_stands_at_is_told_so()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(Picture.Length, "image/png", "ailleurs.png", Cancellation);

        (await gp.AddsAsync(address, 5, Picture.AsMemory(5, 10), Cancellation)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await gp.AddsAsync(address, Picture.Length + 5, Picture.AsMemory(0, 10), Cancellation)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await gp.AsksHowFarAsync(address, Cancellation)).Headers["Upload-Offset"].ShouldBe("0");
    }

    [Fact]
    public async Task Sent_twice_at_once_is_stored_once()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(Picture.Length, "image/png", "double.png", Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gp.AddsAsync(address, 0, Picture, Cancellation)));

        replies.Count(reply => reply.Status == HttpStatusCode.NoContent).ShouldBe(1);
        replies.Count(reply => reply.Status == HttpStatusCode.Conflict).ShouldBe(3);
        (await gp.AsksHowFarAsync(address, Cancellation)).Headers["Upload-Offset"].ShouldBe(Picture.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Concerns_nobody_else()
    {
        var address = await (await SignsInAsync(Gp)).HasBegunAsync(Picture.Length, "image/png", "a-moi.png", Cancellation);
        var other = await SignsInAsync(Gp2);

        (await other.AsksHowFarAsync(address, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.AddsAsync(address, 0, Picture.AsMemory(0, 10), Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.DiscardsAsync(address, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_refused_when_its_content_is_not_what_its_name_says()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(Files.Pdf.Length, "image/png", "menteur.png", Cancellation);

        (await gp.AddsAsync(address, 0, Files.Pdf, Cancellation)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await gp.AsksHowFarAsync(address, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_refused_before_it_begins_when_it_cannot_be_taken()
    {
        var gp = await SignsInAsync(Gp);

        (await gp.BeginsAsync(25 * 1024 * 1024 + 1, "image/png", "trop.png", Cancellation)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await gp.BeginsAsync(10, "text/html", "page.html", Cancellation)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await gp.BeginsAsync(0, "image/png", "vide.png", Cancellation)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await gp.BeginsAsync(10, "image/png", "", Cancellation)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await (await SignsInAsync(Coordinator)).BeginsAsync(10, "image/png", "x.png", Cancellation)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Never_gets_longer_than_it_was_announced()
    {
        var gp = await SignsInAsync(Gp);
        var address = await gp.HasBegunAsync(100, "image/png", "court.png", Cancellation);

        (await gp.AddsAsync(address, 0, Picture.AsMemory(0, 101), Cancellation)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Can_be_taken_back()
    {
        var gp = await SignsInAsync(Gp);
        var begun = await gp.HasBegunAsync(Picture.Length, "image/png", "non.png", Cancellation);
        await gp.AddsAsync(begun, 0, Picture.AsMemory(0, 1000), Cancellation);
        var whole = await gp.HasSentAsync(Files.Pdf, "application/pdf", "non.pdf", Cancellation);

        (await gp.DiscardsAsync(begun, Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await gp.DiscardsAsync($"/uploads/{whole}", Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await gp.AsksHowFarAsync(begun, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.Gp.GetsAsync($"/api/attachments/{whole}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_taken_from_our_own_pages_only()
    {
        var gp = await SignsInAsync(Gp);
        (string, string) length = ("Upload-Length", "10");

        (await gp.SendsAsync(HttpMethod.Post, "/uploads", null, Cancellation, length)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await gp.SendsAsync(HttpMethod.Post, "/uploads", null, Cancellation, Upload.Tus, length, ("Origin", "https://ailleurs.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await gp.SendsAsync(HttpMethod.Post, "/uploads", null, Cancellation, Upload.Tus, length, ("Sec-Fetch-Site", "same-site"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = new Visitor(host.Address);
        (await nobody.SendsAsync(HttpMethod.Post, "/uploads", null, Cancellation, Upload.Tus, length, ("X-Requested-With", "XMLHttpRequest"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Is_offered_as_tus_says()
    {
        var offer = await (await SignsInAsync(Gp)).SendsAsync(HttpMethod.Options, "/uploads", null, Cancellation);

        offer.Status.ShouldBe(HttpStatusCode.NoContent);
        offer.Headers["Tus-Version"].ShouldBe("1.0.0");
        offer.Headers["Tus-Extension"].ShouldBe("creation,expiration,termination");
        offer.Headers["Tus-Max-Size"].ShouldBe("26214400");
    }

    async Task<Visitor> SignsInAsync(string name)
    {
        var visitor = new Visitor(host.Address);
        visitors.Add(visitor);
        return await visitor.SignsInAsAsync(name, Cancellation);
    }

    // A request that is posted with the file.
    async Task<Guid> NamesAsync(string address)
    {
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        request["attachments"] = new JsonArray(Guid.Parse(address.Split('/')[^1]));
        var reply = await host.Gp.SubmitsAsync(request, Cancellation);
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
        return reply.Id;
    }

    static async Task<long> HowFarAsync(Visitor visitor, string address) =>
        long.Parse((await visitor.AsksHowFarAsync(address, Cancellation)).Headers["Upload-Offset"], CultureInfo.InvariantCulture);

    // As the protocol says: what still came in on the line that was cut moved the offset meanwhile, and the next try asks again.
    static async Task<long> GoesOnAsync(Visitor visitor, string address, byte[] content)
    {
        var here = 0L;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                here = await HowFarAsync(visitor, address);
                return (await visitor.AddsAsync(address, here, content.AsMemory((int)here), Cancellation)).Status;
            },
            HttpStatusCode.NoContent,
            Cancellation);
        return here;
    }

    async Task CutsAsync(Visitor visitor, string address, long announced, int sent)
    {
        using var line = await OpensAsync(visitor, address, announced);
        await line.GetStream().WriteAsync(LargePicture.AsMemory(0, sent), Cancellation);
        // Closed in the middle, as by a tunnel.
        line.Client.Shutdown(SocketShutdown.Send);
    }

    async Task<TcpClient> OpensAsync(Visitor visitor, string address, long announced)
    {
        var line = new TcpClient();
        await line.ConnectAsync(host.Address.Host, host.Address.Port, Cancellation);
        var head = $"PATCH {address} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nCookie: {visitor.CookieHeader}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {announced}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        return line;
    }
}
