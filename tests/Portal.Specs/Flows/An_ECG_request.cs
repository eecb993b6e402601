using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>What it costs a GP between two patients, on a phone. The time is computed, not measured: a machine's own says nothing about a person's.</summary>
public sealed class An_ECG_request(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    /// <summary>The tool in use today is said to take six minutes.</summary>
    const int Minute = 60;

    const string Name = "BELLEROSE";

    [Fact]
    public async Task Is_posted_in_under_a_minute_by_somebody_who_knows_it()
    {
        var form = await HomeAsync();
        await form.OpensAsync("ecg");
        await IsPostedInAMinuteAsync(form, Name, "from the choice of what is needed");
    }

    [Fact]
    public async Task Is_one_tap_from_home_for_whoever_asked_for_one_before()
    {
        await Board.QueuedAsync("ecg", Cancellation);
        var form = await HomeAsync();
        await form.OpensAgainAsync("ecg");
        await IsPostedInAMinuteAsync(form, Name, "from the last lanes");
    }

    [Fact]
    public async Task Needs_no_name_for_a_patient_of_an_earlier_request()
    {
        var request = await Board.RequestAsync("ecg", Board.Gp, Cancellation);
        request["patient"]!["birthName"] = Name;
        var earlier = (await Board.Gp.SubmitsAsync(request, Cancellation)).Id;
        var form = await HomeAsync();
        await form.OpensForPatientOfAsync(earlier, "ecg");
        await IsPostedInAMinuteAsync(form, null, "for a patient who is known");
    }

    async Task<NewRequestPage> HomeAsync() => new(await SignsInAsync(People.Gp, Device.Phone));

    async Task IsPostedInAMinuteAsync(NewRequestPage form, string? birthName, string way)
    {
        await form.FillsInEcgAsync(birthName, Tracing.Small);
        await form.ReviewsAsync();
        var id = await form.SendsAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"ECG request {way}: {KeystrokeLevel.Say(form.Hand)}");
        KeystrokeLevel.Seconds(form.Hand).ShouldBeLessThan(Minute);
        await SaysAllThatWasLeftAsItWasAsync(id);
    }

    async Task SaysAllThatWasLeftAsItWasAsync(Guid id)
    {
        var posted = (await Board.Gp.ReadsAsync(id, Cancellation)).Json;
        posted.GetProperty("question").GetString().ShouldStartWith("Contrôle annuel chez un patient diabétique");
        posted.GetProperty("attachments").GetArrayLength().ShouldBe(1);
        var patient = posted.GetProperty("patient");
        patient.GetProperty("birthName").GetString().ShouldBe(Name);
        patient.GetProperty("birthDate").GetString().ShouldBe("1960-05-17");
        var answers = posted.GetProperty("answers");
        (TimeProvider.System.GetUtcNow() - answers.GetProperty("recordedAt").GetDateTimeOffset()).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(10));
        answers.GetProperty("leads").GetString().ShouldBe("12-lead");
        answers.GetProperty("currentTreatments").GetString().ShouldBe("Metformine, ramipril");
        foreach (var question in (string[])["chestPain", "palpitationsNow", "otherSymptoms", "pacemaker", "familySuddenDeath", "qtDrugs", "previousEcg"])
            answers.GetProperty(question).GetBoolean().ShouldBeFalse(question);
    }

    [Fact]
    public async Task Keeps_a_yes_when_everything_else_is_a_no()
    {
        var gp = await SignsInAsync(People.Gp2, Device.Phone);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.Hand.ChoosesAsync("answers.pacemaker", "true");
        await form.Hand.TapsAsync("[data-answer-usual]");
        await form.Hand.TapsAsync("[data-fill='answers-currentTreatments']");

        (await gp.Page.Locator("input[name='answers.pacemaker']:checked").GetAttributeAsync("value")).ShouldBe("true");
        (await gp.Page.Locator("input[name='answers.familySuddenDeath']:checked").GetAttributeAsync("value")).ShouldBe("false");
        // Nothing that may stop the request is answered by it.
        (await gp.Page.Locator("input[name='answers.chestPain']:checked").CountAsync()).ShouldBe(0);
        (await gp.Page.Locator("[name='answers.currentTreatments']").InputValueAsync()).ShouldBe("Aucun");
    }

    [Fact]
    public async Task Says_so_when_the_date_of_birth_is_none()
    {
        var gp = await SignsInAsync(People.Gp2, Device.Phone);
        gp.Watch.Expects(422);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.Hand.TypesAsync("patient.birthDate", "31/02/1960");
        await form.Hand.TapsAsync("main form[enctype] button[type=submit]");

        var fault = form.ErrorSummary.Locator("a[href$='#patient-birthDate']");
        await fault.WaitForAsync();
        (await fault.InnerTextAsync()).ShouldContain("n'est pas une date");
        (await gp.Page.Locator("#patient-birthDate").InputValueAsync()).ShouldBe("31/02/1960");
    }
}
