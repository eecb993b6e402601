using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>A nurse of a care home asks for somebody else's patient: the patient's doctor is told as she is.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_nurse(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Names_the_patients_doctor_and_both_open_the_answer()
    {
        var nurse = await SignsInAsync(People.Nurse, Device.Phone);
        var form = new NewRequestPage(nurse);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("RÉSIDENT-FICTIF", Tracing.Small);
        await nurse.Page.SelectOptionAsync("#generalPractitioner", new SelectOptionValue { Label = People.Gp2 });
        await form.ReviewsAsync();
        await Assertions.Expect(nurse.Page.Locator("dl")).ToContainTextAsync(People.Gp2);
        var id = await form.SendsAsync();
        await Board.ReachesAsync(id, "queued", Cancellation, Board.Nurse);
        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);
        await Board.Cardiologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation), "Rythme sinusal, rien à signaler."), Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation, Board.Nurse);

        var doctor = await SignsInAsync(People.Gp2, Device.Phone);
        await Assertions.Expect(doctor.Page.Locator($"section[aria-labelledby=new] [data-referral='{id}']")).ToContainTextAsync("RÉSIDENT-FICTIF");
        await OpensAsync(doctor, id);
        await nurse.GoesToAsync("/requests");
        await OpensAsync(nurse, id);

        // Each sees that the other has read it.
        foreach (var visitor in new[] { doctor, nurse })
        {
            await visitor.GoesToAsync($"/referrals/{id}");
            var readers = visitor.Page.Locator("details", new() { HasText = "Qui a lu cette demande" });
            await readers.Locator("summary").ClickAsync();
            await Assertions.Expect(readers).ToContainTextAsync(People.Nurse);
            await Assertions.Expect(readers).ToContainTextAsync(People.Gp2);
        }
    }

    static async Task OpensAsync(Visitor visitor, Guid id)
    {
        await visitor.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".cpts-answer")).ToContainTextAsync("Rythme sinusal, rien à signaler.");
        (await visitor.Page.TitleAsync()).ShouldNotContain("RÉSIDENT");
    }
}
