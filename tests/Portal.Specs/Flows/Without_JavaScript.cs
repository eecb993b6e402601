using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Scripts that are switched off, or that never arrived: everything works but live updates and drafts.</summary>
[Collection(SharedPortal.Name)]
public sealed class Without_JavaScript(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task A_red_flag_comes_back_with_what_to_do_instead()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutJavaScript);
        gp.Watch.Expects(422);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("SANSSCRIPT-FICTIF", Tracing.Small);
        await form.Hand.ChoosesAsync("answers.syncope", "true");
        await form.Hand.TapsAsync("main form[enctype] button[type=submit]");
        await Assertions.Expect(form.ErrorSummary).ToContainTextAsync("appelez le 15");
        await Assertions.Expect(gp.Page.Locator("#answers-syncope-field a[href='tel:15']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_request_is_posted_with_a_file_answered_opened_and_closed()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutJavaScript);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("SANSSCRIPT-FICTIF", Tracing.Small);
        await form.ReviewsAsync();
        var id = await form.SendsAsync();
        await Board.ReachesAsync(id, "queued", Cancellation);
        (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments").GetArrayLength().ShouldBe(1);

        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);
        await Board.Cardiologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation)), Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);

        await gp.GoesToAsync("/requests");
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToBeVisibleAsync();
        await gp.Page.Locator("button[name=impact][value=ConsultationAvoided]").ClickAsync();
        await Assertions.Expect(gp.Page.Locator("button[name=impact]")).ToHaveCountAsync(0);
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("closed");
    }
}
