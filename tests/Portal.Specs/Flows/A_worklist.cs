using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>What a desk sees of its open requests, and of what colleagues do with them meanwhile.</summary>
public sealed class A_worklist(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task Puts_what_is_due_first_on_top_and_says_in_words_and_colour_what_is_late()
    {
        await LaneAsync("brisk", version: 0, "PT1S", 0.5);
        var late = await Board.QueuedAsync("brisk", Cancellation);
        await LaneAsync("brisk", version: 1, "PT1H", 0.0001);
        var soon = await Board.QueuedAsync("brisk", Cancellation);
        await LaneAsync("brisk", version: 2, "PT72H", 0.5);
        var calm = await Board.QueuedAsync("brisk", Cancellation);
        await Board.Cardiologist2.DoesAsync("claim", soon, Cancellation);
        await Board.Cardiologist.DoesAsync("claim", late, Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));

        await Eventually.ShouldBeAsync(
            async () =>
            {
                await expert.OpensListAsync("brisk");
                return string.Join(", ", await expert.Page.Locator("tr[data-referral]").EvaluateAllAsync<string[]>("lines => lines.map(line => `${line.dataset.referral} ${line.className}`.trim())"));
            },
            $"{late} cpts-worklist__line cpts-worklist__line--late, {soon} cpts-worklist__line cpts-worklist__line--soon, {calm} cpts-worklist__line",
            Cancellation);

        await Assertions.Expect(Line(expert, late)).ToContainTextAsync("en retard de");
        await Assertions.Expect(Line(expert, late)).ToContainTextAsync("moi");
        await Assertions.Expect(Line(expert, soon)).ToContainTextAsync("à risque");
        await Assertions.Expect(Line(expert, soon)).ToContainTextAsync("Dr Estelle Palpitre, Cardiologue");
        await Assertions.Expect(Line(expert, calm)).ToContainTextAsync("libre");
        var colours = await expert.Page.Locator("tr[data-referral] .cpts-due").EvaluateAllAsync<string[]>("all => all.map(due => getComputedStyle(due).color)");
        colours.ShouldBeUnique();

        await ShouldNarrowAsync(expert, "À risque ou en retard", late, soon);
        await ShouldNarrowAsync(expert, "Libres", calm);
        await ShouldNarrowAsync(expert, "À moi", late);
        await ShouldNarrowAsync(expert, "Toutes", late, soon, calm);
        var other = await expert.Page.Locator("#indication option").Last.GetAttributeAsync("value") ?? "";
        await expert.Page.Locator("#indication").SelectOptionAsync(other);
        await expert.PressesAsync("Filtrer");
        await Assertions.Expect(expert.Page.GetByText("Aucune demande ouverte pour cette indication.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shows_at_once_what_a_colleague_took_and_refuses_it_kindly()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        var first = new DeskPages(await SignsInAsync(People.Cardiologist));
        var second = new DeskPages(await SignsInAsync(People.Cardiologist2));
        await first.OpensListAsync("ecg");
        await second.OpensListAsync("ecg");
        var take = Line(second, id).Locator("[data-claim]");
        await Assertions.Expect(take).ToBeVisibleAsync();

        await first.TakesAsync(id);

        await Assertions.Expect(Line(second, id)).ToContainTextAsync("prise par Dr Côme Cardin-Fictif");
        await Assertions.Expect(take).ToBeHiddenAsync();
        await Assertions.Expect(second.Page.Locator("[data-live-banner]")).ToBeVisibleAsync();

        // Who presses in the same moment, before the news is there.
        second.ExpectsRefusal(409);
        await take.EvaluateAsync("button => button.click()");
        await second.ShouldSayAsync("Dr Côme Cardin-Fictif (Cardiologue) vient de prendre cette demande.");
        await Assertions.Expect(second.Page.Locator("[data-said]")).ToBeFocusedAsync();
        await Assertions.Expect(Line(second, id)).ToContainTextAsync("Dr Côme Cardin-Fictif, Cardiologue");

        await Board.Cardiologist.DoesAsync("release", id, Cancellation);
        await Assertions.Expect(Line(second, id)).ToContainTextAsync("de nouveau libre");
        await second.OpensListAsync("ecg");
        await second.TakesAsync(id);
    }

    [Fact]
    public async Task Tells_whoever_reads_a_request_that_a_colleague_took_it()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        var reader = new DeskPages(await SignsInAsync(People.Cardiologist2));
        await reader.OpensAsync($"/referrals/{id}");
        await Assertions.Expect(reader.Page.Locator("[data-claim]")).ToBeVisibleAsync();

        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);

        await Assertions.Expect(reader.Page.Locator("form[data-referral]")).ToContainTextAsync("prise par Dr Côme Cardin-Fictif");
        await Assertions.Expect(reader.Page.Locator("[data-claim]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Tells_even_what_happened_while_the_page_was_on_its_way()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        var visitor = await SignsInAsync(People.Cardiologist2, Device.Desktop.WithoutServiceWorker);
        // The stream of the page where somebody arrives is none of this.
        await visitor.Page.GotoAsync("about:blank");
        // The page is made, but its stream comes later than the colleague.
        await visitor.Page.RouteAsync("**/live/**", async route =>
        {
            await Board.Cardiologist.DoesAsync("claim", id, Cancellation);
            await route.ContinueAsync();
        });
        var slow = new DeskPages(visitor);
        await slow.OpensListAsync("ecg");

        await Assertions.Expect(Line(slow, id)).ToContainTextAsync("prise par Dr Côme Cardin-Fictif");
    }

    [Fact]
    public async Task Writes_down_who_opened_a_request()
    {
        var id = await Board.QueuedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist2));
        await expert.OpensListAsync("cardiology");
        (await ReadersAsync(id)).ShouldNotContain("Dr Estelle Palpitre");

        await Line(expert, id).Locator("a").ClickAsync();
        await Assertions.Expect(expert.Page.GetByRole(AriaRole.Button, new() { Name = "Prendre cette demande" })).ToBeVisibleAsync();

        (await ReadersAsync(id)).ShouldContain("Dr Estelle Palpitre");
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("queued", "opening is reading, not taking");
    }

    [Fact]
    public async Task Is_walked_with_single_keys()
    {
        var (first, second) = (await Board.QueuedAsync("dermatology", Cancellation), await Board.QueuedAsync("dermatology", Cancellation));
        var visitor = await SignsInAsync(People.Dermatologist);
        var expert = new DeskPages(visitor);
        await expert.OpensListAsync("dermatology");
        await KeysAreThereAsync(expert);
        var keys = new Keyboard(visitor.Page);

        await keys.PressesAsync("?");
        await Assertions.Expect(visitor.Page.Locator("dialog[data-shortcuts-help]")).ToBeVisibleAsync();
        await keys.PressesAsync("Escape");
        await keys.PressesAsync("j");
        await Assertions.Expect(Line(expert, first).Locator("a")).ToBeFocusedAsync();
        await keys.PressesAsync("j");
        await Assertions.Expect(Line(expert, second).Locator("a")).ToBeFocusedAsync();
        await keys.PressesAsync("k");
        await keys.PressesAsync("Enter");
        await expert.ShouldBeAtAsync(first);
        await keys.EntersAsync(visitor.Page.Locator("main a.govuk-back-link", new() { HasText = "Liste de travail" }));
        await Assertions.Expect(Line(expert, first)).ToBeVisibleAsync();
        await KeysAreThereAsync(expert);
        await keys.PressesAsync("j");
        await keys.PressesAsync("j");
        await keys.PressesAsync("c");

        await expert.ShouldSayAsync("La demande est à vous.");
        await expert.ShouldBeAtAsync(second);
    }

    /// <summary>Their script is fetched by lists only, and comes after the page; then the box that says they are on is ticked.</summary>
    static Task KeysAreThereAsync(DeskPages desk) => Assertions.Expect(desk.Page.Locator("[data-shortcuts-switch]")).ToBeCheckedAsync();

    static ILocator Line(DeskPages desk, Guid referral) => desk.Page.Locator($"tr[data-referral='{referral}']");

    static async Task ShouldNarrowAsync(DeskPages desk, string part, params Guid[] lines)
    {
        var link = desk.Page.Locator("a.cpts-parts__part", new() { HasText = part });
        await Assertions.Expect(link).ToContainTextAsync(lines.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "true");
        // The choice stands before the lines: the page may still be on its way.
        await Assertions.Expect(desk.Page.Locator("tr[data-referral]")).ToHaveCountAsync(lines.Length);
        (await desk.Page.Locator("tr[data-referral]").EvaluateAllAsync<string[]>("all => all.map(line => line.dataset.referral)")).ShouldBe(lines.Select(id => id.ToString()));
    }

    async Task<string> ReadersAsync(Guid id) => (await Board.Gp.GetsAsync($"/api/referrals/{id}/readers", Cancellation)).Text;

    /// <summary>A version of a lane for cardiologists whose clock runs as fast as a spec.</summary>
    async Task LaneAsync(string code, int version, string duration, double warning)
    {
        var lane = JsonNode.Parse((await Board.LaneAsync("cardiology", Cancellation)).GetRawText())!.AsObject();
        lane["code"] = code;
        lane["version"] = version;
        lane["clock"]!["stages"]![0]!["duration"] = duration;
        lane["clock"]!["stages"]![0]!["calendar"] = new JsonObject { ["kind"] = "continuous" };
        lane["clock"]!["warnings"] = new JsonArray(warning);
        lane["clock"]!["escalation"] = new JsonArray(new JsonObject { ["at"] = 1, ["act"] = "tell-coordinator", ["stage"] = "completion" });
        var saved = await Board.Coordinator.PutsAsync($"/api/lanes/{code}", lane.ToJsonString(), Cancellation, version == 0 ? [] : [("If-Match", $"\"{version}\"")]);
        saved.Status.ShouldBeOneOf([HttpStatusCode.Created, HttpStatusCode.OK], saved.ToString());
    }
}
