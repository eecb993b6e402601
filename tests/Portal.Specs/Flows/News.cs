using System.Globalization;
using System.Text.RegularExpressions;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>What happens elsewhere while a page is open: the title counts it, and the way to see it is one tap.</summary>
[Collection(SharedPortal.Name)]
public sealed partial class News(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Of_a_desk_is_counted_in_the_title_and_said_at_the_line()
    {
        var before = await Board.QueuedAsync("oncology", Cancellation);
        var expert = await SignsInAsync(People.Oncologist);
        await ListensAsync(expert, "/desks/oncology", "**/live/desks/oncology*");
        var free = await CountAsync(expert);

        // What the title counts already is not counted twice.
        await Board.Oncologist.DoesAsync("claim", before, Cancellation);
        await Assertions.Expect(expert.Page.Locator($"[data-referral='{before}'] .cpts-worklist__changed")).ToBeVisibleAsync();
        (await CountAsync(expert)).ShouldBe(free);

        var id = await Board.QueuedAsync("oncology", Cancellation);
        await Assertions.Expect(expert.Page).ToHaveTitleAsync(new Regex($@"^\({free + 1}\) ", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await expert.Page.Locator("[data-live-banner] a").ClickAsync();
        await Assertions.Expect(expert.Page.Locator($"[data-referral='{id}']")).ToBeVisibleAsync();
        (await CountAsync(expert)).ShouldBe(free);
    }

    [Fact]
    public async Task Of_an_answer_reaches_the_page_of_whoever_asked()
    {
        var id = await Board.ClaimedAsync("oncology", Cancellation, Board.Gp2);
        var gp = await SignsInAsync(People.Gp2, Device.Phone);
        await ListensAsync(gp, "/requests", "**/live/mine*");
        var unread = await CountAsync(gp);

        await Board.Oncologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("oncology", Cancellation)), Cancellation);

        await Assertions.Expect(gp.Page).ToHaveTitleAsync($"({unread + 1}) Mes demandes");
        await gp.Page.Locator("[data-live-banner] a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator($"section[aria-labelledby=new] [data-referral='{id}']")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(People.Gp, "/requests", true)]
    [InlineData(People.Gp, "/requests", false)]
    [InlineData(People.Oncologist, "/desks/oncology", true)]
    [InlineData(People.Coordinator, "/board", true)]
    [InlineData(People.Coordinator, "/calls", false)]
    public async Task That_does_not_come_by_itself_is_fetched_with_a_visible_refresh(string person, string address, bool javaScript)
    {
        var visitor = await SignsInAsync(person, javaScript ? Device.Phone : Device.Phone.WithoutJavaScript);
        visitor.Watch.Offline = true;
        await visitor.Context.RouteAsync("**/live/**", route => route.AbortAsync());
        await visitor.GoesToAsync(address);
        var refresh = visitor.Page.Locator(".cpts-live").GetByRole(AriaRole.Link, new() { Name = "Actualiser" });
        await Assertions.Expect(refresh).ToBeVisibleAsync();
        await refresh.ClickAsync();
        await visitor.Page.WaitForURLAsync("**" + address);
    }

    static Task<IResponse> ListensAsync(Visitor visitor, string address, string stream) =>
        visitor.Page.RunAndWaitForResponseAsync(() => visitor.GoesToAsync(address), stream);

    static async Task<int> CountAsync(Visitor visitor) =>
        Counted().Match(await visitor.Page.TitleAsync()) is { Success: true } match ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\((?<count>\d+)\) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();
}
