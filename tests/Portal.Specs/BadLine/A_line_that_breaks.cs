using System.Collections.Concurrent;
using System.Globalization;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>A phone in a valley: nothing typed is lost, nothing sent arrives twice, and nobody else can read what waits.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_line_that_breaks(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    const string Queued = "En attente sur ce téléphone";

    static FilePayload Tracing => new() { Name = "trace-mystère.pdf", MimeType = "application/pdf", Buffer = [.. Files.Pdf, .. new byte[1_000_000]] };

    [Fact]
    public async Task A_request_sent_without_a_line_waits_unreadable_on_the_phone_and_leaves_by_itself()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.FillsInAsync("VALLEESOMBRE");
        await gp.AttachesAsync(Tracing);
        await gp.ReviewsAsync();
        gp.Watch.Offline = true;
        await gp.Context.SetOfflineAsync(true);
        await gp.SendsAsync();
        await Assertions.Expect(gp.Page.Locator("[data-connection]")).ToContainTextAsync(Queued);

        var kept = await Kept.ByAsync(gp);
        kept.Kinds.ShouldBe(["draft", "outbox"]);
        kept.KeyCanBeReadOut.ShouldBeFalse();
        foreach (var secret in (string[])["VALLEESOMBRE", "Quelque chose", "trace-myst", "patient"])
            kept.Everything.ShouldNotContain(secret);

        await gp.Context.SetOfflineAsync(false);
        await gp.ArrivesAsync();
        (await Kept.ByAsync(gp)).Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_whose_reply_was_lost_arrives_once()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutServiceWorker);
        await gp.FillsInAsync("REPONSEPERDUE");
        await gp.AttachesAsync(Tracing);
        await gp.ReviewsAsync();
        var before = await RequestsAsync();
        var sendings = 0;
        gp.Watch.Offline = true;
        await gp.Page.RouteAsync("**" + EcgRequest.Address, async route =>
        {
            if (route.Request.Method != "POST" || Interlocked.Increment(ref sendings) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // It went up and was stored; what came back did not arrive.
            await route.FetchAsync(new RouteFetchOptions { MaxRedirects = 0 });
            await route.AbortAsync("connectionreset");
        });
        await gp.SendsAsync();

        await gp.ArrivesAsync();
        sendings.ShouldBe(2);
        (await RequestsAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_request_that_waits_outlives_its_page()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.FillsInAsync("PAGEFERMEE");
        await gp.AttachesAsync(Tracing);
        await gp.ReviewsAsync();
        var before = await RequestsAsync();
        gp.Watch.Offline = true;
        await gp.Context.SetOfflineAsync(true);
        await gp.SendsAsync();
        await Assertions.Expect(gp.Page.Locator("[data-connection]")).ToContainTextAsync(Queued);
        // Closed, not only left: a page that is still going away when the line comes back sends, and has nobody to tell.
        await gp.ClosesAsync();
        await gp.Context.SetOfflineAsync(false);

        await gp.ReopensAsync("/requests");

        await Assertions.Expect(gp.Page.Locator("[data-connection]")).ToContainTextAsync("Reçu à");
        (await RequestsAsync()).ShouldBe(before + 1);
        (await Kept.ByAsync(gp)).Kinds.ShouldNotContain("outbox");
    }

    [Fact]
    public async Task A_file_cut_off_twice_goes_on_where_it_was()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutServiceWorker);
        await gp.GoesToAsync(EcgRequest.Address);
        gp.Watch.Offline = true;
        var offsets = new ConcurrentQueue<string>();
        await gp.Page.RouteAsync("**/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH")
            {
                offsets.Enqueue(await route.Request.HeaderValueAsync("Upload-Offset") ?? "");
                if (offsets.Count is 2 or 4)
                {
                    await route.AbortAsync("connectionreset");
                    return;
                }
            }

            await route.ContinueAsync();
        });

        await gp.AttachesAsync(Tracing);

        offsets.ShouldBe(["0", "262144", "262144", "524288", "524288", "786432"]);
        var id = await gp.Page.Locator(".cpts-photo input[type=hidden]").GetAttributeAsync("value");
        var stored = await Board.Gp.GetsAsync($"/api/attachments/{id}", Cancellation);
        stored.Headers["Content-Length"].ShouldBe(Tracing.Buffer.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_was_typed_comes_back_until_it_is_erased()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.FillsInAsync("BROUILLONREPRIS");
        await gp.AttachesAsync(Tracing);
        await Kept.DraftOfAsync(gp, holds: "trace-mystère.pdf");
        await gp.ReopensAsync(EcgRequest.Address);

        await Assertions.Expect(gp.Page.Locator("[data-draft-notice]")).ToBeVisibleAsync();
        await Assertions.Expect(gp.Page.Locator("[name='patient.birthName']")).ToHaveValueAsync("BROUILLONREPRIS");
        await Assertions.Expect(gp.Page.Locator(".cpts-photo__name")).ToHaveTextAsync("trace-mystère.pdf");
        await gp.Page.Locator("[data-draft-erase]").ClickAsync();

        await Assertions.Expect(gp.Page.Locator("[name='patient.birthName']")).ToHaveValueAsync("");
        await Assertions.Expect(gp.Page.Locator(".cpts-photo")).ToHaveCountAsync(0);
        await Eventually.SeesAsync(async () => (await Kept.ByAsync(gp)).Kinds.Count, count => count == 0, Cancellation);
    }

    [Fact]
    public async Task A_draft_whose_first_copy_takes_its_time_is_kept_as_it_was_typed_last()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.Page.AddInitScriptAsync(
            """
            const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
            let copies = 0;
            crypto.subtle.encrypt = async (...all) => {
              document.documentElement.dataset.copies = ++copies;
              if (copies > 1) return encrypt(...all);
              await new Promise((resolve) => setTimeout(resolve, 1500));
              const copy = await encrypt(...all);
              document.documentElement.dataset.slowCopy = 'came';
              return copy;
            };
            """);
        await gp.FillsInAsync("BROUILLONLENT");
        await Assertions.Expect(gp.Page.Locator("html[data-copies]")).ToHaveCountAsync(1);

        await gp.Page.Locator("[name='patient.birthName']").FillAsync("BROUILLONDERNIER");
        // The slow copy has come, and is written before anything that is asked from now on: one that covered a newer one would stay.
        await Assertions.Expect(gp.Page.Locator("html[data-slow-copy]")).ToHaveCountAsync(1);
        await Kept.DraftOfAsync(gp, holds: "BROUILLONDERNIER");
    }

    async Task<int> RequestsAsync() => (await Board.Gp.GetsAsync("/api/referrals?limit=100", Cancellation)).Json.GetProperty("items").GetArrayLength();
}
