using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Lines;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>The line itself is bad here, packet by packet: what a GP posts from there arrives whole, and once.</summary>
[Collection(OneValley.Name)]
public sealed class A_phone_in_a_valley(Valley valley) : BrowserSpec(valley.Missing)
{
    const int Size = 1_000_000;

    /// <summary>Noise: no byte could be in the place of another.</summary>
    static readonly byte[] Content = [.. Files.Pdf, .. Noise(Size - Files.Pdf.Length)];

    static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 120_000 };

    SlowLine Line => valley.Line;

    [Fact]
    public async Task An_ECG_with_a_tracing_cut_off_twice_arrives_once_and_whole()
    {
        var gp = await SignsInAsync();
        var said = await Said.ToAsync(gp);
        var before = await RequestsAsync();
        await gp.GoesToAsync(EcgRequest.Address);
        var offsets = OffsetsOf(gp);
        var (up, began) = (Line.Up.Bytes, TimeProvider.System.GetTimestamp());
        await gp.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "trace.pdf", MimeType = "application/pdf", Buffer = Content });
        await gp.TypesAsync("VALLEEPROFONDE");
        var file = gp.Page.Locator(".cpts-photo__status");
        var strip = gp.Page.Locator("[data-connection]");

        // In the middle the phone finds no network, and knows it. A browser sends a piece again by itself then, which the server has a part of.
        await CarriedAsync(up + (Size / 3));
        gp.Watch.Offline = true;
        gp.Watch.Expects(409);
        Line.GoesDown();
        await Assertions.Expect(strip).ToContainTextAsync("Pas de connexion", Patiently);
        await Assertions.Expect(file).ToHaveTextAsync("En attente de connexion");
        await gp.Page.Locator("[name=context]").FillAsync("Écrit sans réseau");
        Line.GoesUp();
        await Assertions.Expect(strip).ToBeHiddenAsync();

        // Then nothing comes through, and nobody is told; when it does again, it is on another connection.
        await CarriedAsync(up + (Size * 4 / 5));
        Line.FallsSilent();
        await Assertions.Expect(file).ToContainTextAsync("En attente de connexion", new() { Timeout = 60_000 });
        Line.ComesBack(withAnotherAddress: true);

        await Assertions.Expect(file).ToHaveTextAsync("Envoyé", new() { Timeout = 120_000 });
        var (sent, took) = (Line.Up.Bytes - up, TimeProvider.System.GetElapsedTime(began));
        Say($"{Size / 1024} KB cut off twice: {took.TotalSeconds:0} s, {sent / 1024} KB up the line, {sent / (double)Size:0.00} times the file; pieces from {string.Join(", ", offsets)}");
        offsets.Count(offset => offset == 0).ShouldBe(1, "it never began anew");
        sent.ShouldBeLessThan(Size * 3 / 2);

        await gp.ReviewsAsync();
        await gp.SendsAsync();
        await gp.ArrivesAsync();
        said.Sentences.ShouldContain(sentence => sentence.StartsWith("Reçu à"), said.ToString());

        (await RequestsAsync()).ShouldBe(before + 1);
        var stored = (await valley.Board.Gp.GetsAsync($"/api/referrals/{gp.Page.Url.Split('/')[^1].Split('?')[0]}", Cancellation)).Json;
        stored.GetProperty("context").GetString().ShouldBe("Écrit sans réseau");
        stored.GetProperty("patient").GetProperty("birthName").GetString().ShouldBe("VALLEEPROFONDE");
        var id = stored.GetProperty("attachments").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid();
        (await valley.Board.Gp.GetsAsync($"/api/attachments/{id}", Cancellation)).Digest.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Content)));
    }

    [Fact]
    public async Task A_request_whose_reply_is_lost_on_its_way_arrives_once()
    {
        var gp = await SignsInAsync();
        var said = await Said.ToAsync(gp);
        await gp.FillsInAsync("REPONSEENROUTE");
        await gp.AttachesAsync(new FilePayload { Name = "trace.pdf", MimeType = "application/pdf", Buffer = Files.Pdf });
        await gp.ReviewsAsync();
        var (before, asked) = (await RequestsAsync(), Line.Asked.Count);
        gp.Watch.Offline = true;
        var passes = Line.LosesTheReplyToAsync($"POST {EcgRequest.Address}");

        await gp.SendsAsync();
        await passes;
        await Eventually.ShouldBeAsync(RequestsAsync, before + 1, Cancellation);
        await Assertions.Expect(gp.Page.Locator("[data-connection]")).ToContainTextAsync("En attente sur ce téléphone", Patiently);
        (await Kept.ByAsync(gp)).Kinds.ShouldContain("outbox");
        Line.ComesBack(withAnotherAddress: true);

        await gp.ArrivesAsync();
        // Who waited for it reads it on the page of the request as well.
        await Assertions.Expect(gp.Page.Locator("[data-connection]")).ToContainTextAsync("Reçu à");
        said.Sentences.Select(sentence => sentence.Split('.', '…')[0].Split(" à ")[0]).Distinct(StringComparer.Ordinal)
            .ShouldBe(["Envoi en cours", "En attente sur ce téléphone", "Reçu"], said.ToString());
        said.Sentences.ShouldContain(sentence => sentence.Contains("lente ou coupée", StringComparison.Ordinal));
        var posts = Line.Asked.Skip(asked).Count(request => request == $"POST {EcgRequest.Address}");
        Say($"sent {posts} times: {said}");
        posts.ShouldBeGreaterThan(1);
        (await RequestsAsync()).ShouldBe(before + 1);
        (await Kept.ByAsync(gp)).Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_cannot_come_says_so_and_comes_when_it_can()
    {
        var gp = await SignsInAsync();
        await gp.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => {})");
        gp.Watch.Offline = true;

        Line.GoesDown();
        await gp.GoesToAsync("/requests/new");
        await Assertions.Expect(gp.Page).ToHaveTitleAsync("Pas de connexion");
        Line.GoesUp();
        await Assertions.Expect(gp.Page).ToHaveTitleAsync("De quoi avez-vous besoin ?", new() { Timeout = 120_000 });

        // Nobody tells the phone: the page says it after a while, and looks by itself whether the line is back.
        Line.FallsSilent();
        await gp.GoesToAsync("/requests");
        await Assertions.Expect(gp.Page).ToHaveTitleAsync("Pas de connexion");
        Line.ComesBack(withAnotherAddress: true);
        await Assertions.Expect(gp.Page.Locator("h1")).ToHaveTextAsync("Mes demandes", new() { Timeout = 120_000 });
    }

    static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }

    static void Say(FormattableString figures) => TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString(CultureInfo.InvariantCulture));

    /// <summary>Where each piece begins that the phone sends from now on.</summary>
    static ConcurrentQueue<long> OffsetsOf(Visitor gp)
    {
        var offsets = new ConcurrentQueue<long>();
        gp.Context.Request += (_, request) =>
        {
            if (request.Method == "PATCH")
                offsets.Enqueue(long.Parse(request.Headers["upload-offset"], CultureInfo.InvariantCulture));
        };
        return offsets;
    }

    Task<long> CarriedAsync(long bytes) => Eventually.SeesAsync(() => Line.Up.Bytes, carried => carried >= bytes, Cancellation, TimeSpan.FromSeconds(120));

    async Task<Visitor> SignsInAsync() => await Comes(await valley.ComesAsync()).SignsInAsAsync(People.Gp);

    async Task<int> RequestsAsync() => (await valley.Board.Gp.GetsAsync("/api/referrals?limit=100", Cancellation)).Json.GetProperty("items").GetArrayLength();
}
