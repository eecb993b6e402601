using System.Globalization;
using System.Text.Json;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Forty requests in a row: what has to be known is on top, what is done most takes one tap.</summary>
public sealed class A_radiology_secretary(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    // Of each examination, the place and what goes with it.
    static readonly Dictionary<string, Appointment> Usual = new(StringComparer.Ordinal)
    {
        ["us"] = new("us", "Centre inventé", "1 rue de l'Essai, premier étage", "01 99 00 00 01", "À jeun depuis 6 h.", "prescription", "vitale-card"),
        ["cr"] = new("cr", "Cabinet inventé", "2 place de l'Essai", "01 99 00 00 02", "Aucune.", "prescription"),
        ["ct"] = new("ct", "Hôpital inventé", "3 avenue de l'Essai, porte B", "01 99 00 00 03", "Boire un litre d'eau.", "prescription", "blood-test"),
    };

    [Fact]
    public async Task Phones_notes_that_nobody_answered_and_books()
    {
        var id = await QueuedAsync("us", "+33 1 99 00 12 34", pacemaker: "Modèle inventé");
        var secretary = new DeskPages(await SignsInAsync(People.Secretary));
        await secretary.OpensListAsync("imaging");

        await secretary.TakesAsync(id);

        await Assertions.Expect(secretary.Page.Locator("a.cpts-phone[href^='tel:']")).ToBeVisibleAsync();
        await Assertions.Expect(secretary.Page.Locator(".cpts-first")).ToContainTextAsync("Stimulateur ou défibrillateur");
        await Assertions.Expect(secretary.Page.Locator(".cpts-first")).ToContainTextAsync("Modèle inventé");

        await secretary.Page.Locator("summary", new() { HasText = "Patient non joint" }).ClickAsync();
        await secretary.WritesAsync("contactText", "Messagerie.");
        await secretary.PressesAsync("Noter cet essai");
        await secretary.ShouldSayAsync("Essai noté. La demande reste à vous.");
        await Assertions.Expect(secretary.Page.GetByText("Patient non joint : 1 essai")).ToBeVisibleAsync();

        await secretary.Page.Locator("[name='fields.appointmentAt.day']").FillAsync("2027-01-12");
        await secretary.Page.Locator("[name='fields.appointmentAt.hour']").FillAsync("09:30");
        await secretary.WritesAsync("fields-place", "Centre inventé");
        await secretary.WritesAsync("fields-preparation", "À jeun.");
        await secretary.Page.Locator("input[name='fields.patientTold'][value=by-requester]").CheckAsync();
        await secretary.PressesAsync("Envoyer", exact: true);

        await secretary.ShouldSayAsync("Rendez-vous envoyé.");
        var fields = await AnswerAsync(id);
        fields.GetProperty("appointmentAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2027, 1, 12, 9, 30, 0, TimeSpan.FromHours(1)));
        fields.GetProperty("modality").GetString().ShouldBe("us", "what was asked for");
        fields.GetProperty("actReplaced").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Is_told_that_a_day_without_an_hour_is_no_appointment()
    {
        var id = await HeldAsync("us");
        var visitor = await SignsInAsync(People.Secretary);
        var secretary = new DeskPages(visitor);
        await secretary.OpensAsync($"/referrals/{id}/answer");
        await secretary.Page.Locator("[name='fields.appointmentAt.day']").FillAsync("2027-01-12");

        secretary.ExpectsRefusal(422);
        await secretary.PressesAsync("Envoyer", exact: true);

        var summary = secretary.Page.Locator("[data-error-summary]");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await summary.Locator("a[href$='#fields-appointmentAt']").ClickAsync();
        await Assertions.Expect(secretary.Page.Locator("[name='fields.appointmentAt.day']")).ToBeFocusedAsync();
        await Assertions.Expect(secretary.Page.Locator("[name='fields.appointmentAt.day']")).ToHaveValueAsync("2027-01-12");
        await visitor.GoesToAsync("/desks/imaging");
        await Board.Secretary.DoesAsync("decline", id, new() { ["reason"] = "duplicate" }, Cancellation);
    }

    [Fact]
    public async Task Never_carries_a_place_over_to_another_examination()
    {
        var (first, second) = (await HeldAsync("us"), await HeldAsync("us"));
        var visitor = await SignsInAsync(People.Secretary);
        var form = new AppointmentPage(visitor);
        await form.OpensAsync(first);
        await form.FillsInAsync(Usual["us"], offeredDay: 1, new TimeOnly(9, 30));
        await new DeskPages(visitor).PressesAsync("Envoyer", exact: true);
        await new DeskPages(visitor).ShouldSayAsync("Rendez-vous envoyé.");

        await form.OpensAsync(second);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(form.Place).ToHaveValueAsync("Centre inventé");
        await Assertions.Expect(visitor.Page.Locator("#fields-place-field")).ToContainTextAsync("à vérifier");
        await form.Hand.ChoosesAsync("fields.modality", "ct");
        await Assertions.Expect(form.Place).ToHaveValueAsync("");
        await Assertions.Expect(visitor.Page.Locator("input[name='fields.bring']:checked")).ToHaveCountAsync(0);
        await form.Hand.ChoosesAsync("fields.modality", "us");
        await Assertions.Expect(form.Place).ToHaveValueAsync("Centre inventé");

        await form.Place.FillAsync("Un autre lieu");
        await form.Hand.ChoosesAsync("fields.modality", "ct");
        await Assertions.Expect(form.Place).ToHaveValueAsync("Un autre lieu");
        await Board.Secretary.DoesAsync("decline", second, new() { ["reason"] = "duplicate" }, Cancellation);
    }

    [Fact]
    public async Task Works_through_forty_requests_in_a_row()
    {
        var plans = await FortyAsync();
        var visitor = await SignsInAsync(People.Secretary);
        var form = new AppointmentPage(visitor);
        await new DeskPages(visitor).OpensListAsync("imaging");
        await form.Hand.TapsAsync("button[data-next]");

        var done = new Dictionary<Guid, Effort>();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        while (done.Count < plans.Count)
        {
            await form.ComesAfterAsync(done.Keys.ToHashSet());
            var id = form.Referral;
            var plan = plans[id];
            await Assertions.Expect(form.Phone).ToContainTextAsync(plan.Phone);
            await Assertions.Expect(form.First).ToContainTextAsync(plan.Pacemaker ?? "Aucune contre-indication");
            var before = Effort.Of(form.Hand);
            DateTime? at = null;
            if (plan.Answers)
            {
                at = await form.FillsInAsync(Usual[plan.Modality], done.Count % 6, new TimeOnly(8 + (done.Count % 10), 15));
                await form.SendsAndGoesOnAsync();
            }
            else
            {
                await form.CannotReachThePatientAsync();
            }

            done[id] = Effort.Of(form.Hand).Since(before) with { At = at, FirstOfItsKind = plan.Answers && kinds.Add($"{plan.Modality} {plan.Pacemaker}") };
        }

        await visitor.Page.WaitForURLAsync("**/desks/imaging?done=*");
        await Assertions.Expect(visitor.Page.Locator("[data-referral]")).ToHaveCountAsync(plans.Values.Count(plan => !plan.Answers));
        Tell(form.Hand.Seconds, done);
        done.Values.Where(effort => effort.At is not null && !effort.FirstOfItsKind).ShouldAllBe(effort => effort.Taps == 3 && effort.Fields == 1);
        done.Values.Where(effort => effort.At is null).ShouldAllBe(effort => effort.Taps == 2 && effort.Fields == 0);
        foreach (var (id, effort) in done)
        {
            if (effort.At is { } at)
                await ShouldBeBookedAsync(id, Usual[plans[id].Modality], at);
        }
    }

    async Task ShouldBeBookedAsync(Guid id, Appointment appointment, DateTime at)
    {
        var fields = await AnswerAsync(id);
        fields.GetProperty("appointmentAt").GetDateTimeOffset().DateTime.ShouldBe(at);
        fields.GetProperty("modality").GetString().ShouldBe(appointment.Modality);
        fields.GetProperty("place").GetString().ShouldBe(appointment.Place);
        fields.GetProperty("address").GetString().ShouldBe(appointment.Address);
        fields.GetProperty("placePhone").GetString().ShouldBe(appointment.Phone);
        fields.GetProperty("preparation").GetString().ShouldBe(appointment.Preparation);
        fields.GetProperty("bring").EnumerateArray().Select(item => item.GetString()).ShouldBe(appointment.Bring, ignoreOrder: true);
        fields.GetProperty("patientTold").GetString().ShouldBe("by-secretariat");
    }

    async Task<JsonElement> AnswerAsync(Guid id) => (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer").GetProperty("fields");

    /// <summary>Forty requests: what is known of each, and how each ends.</summary>
    async Task<Dictionary<Guid, Plan>> FortyAsync()
    {
        var plans = new Dictionary<Guid, Plan>();
        for (var n = 0; n < 40; n++)
        {
            var modality = ((string[])["us", "cr", "ct"])[n % 3];
            var phone = $"+33 1 99 00 {n:00} 00";
            var pacemaker = n % 8 == 0 ? $"Modèle inventé {n}" : null;
            plans[await PostedAsync(modality, phone, pacemaker)] = new(modality, phone, pacemaker, Answers: n % 9 != 5);
        }

        foreach (var id in plans.Keys)
            await Board.ReachesAsync(id, "queued", Cancellation);
        return plans;
    }

    async Task<Guid> HeldAsync(string modality)
    {
        var id = await QueuedAsync(modality, "+33 1 99 00 12 34");
        await Board.Secretary.DoesAsync("claim", id, Cancellation);
        return id;
    }

    async Task<Guid> QueuedAsync(string modality, string phone, string? pacemaker = null)
    {
        var id = await PostedAsync(modality, phone, pacemaker);
        await Board.ReachesAsync(id, "queued", Cancellation);
        return id;
    }

    async Task<Guid> PostedAsync(string modality, string phone, string? pacemaker)
    {
        var request = await Board.RequestAsync("imaging", Board.Gp, Cancellation);
        request["patient"]!["phone"] = phone;
        request["answers"]!["modality"] = modality;
        request["answers"]!["pacemaker"] = pacemaker is not null;
        if (pacemaker is not null)
            request["answers"]!["pacemakerModel"] = pacemaker;
        return (await Board.Gp.SubmitsAsync(request, Cancellation)).Id;
    }

    static void Tell(double seconds, Dictionary<Guid, Effort> done)
    {
        foreach (var of in done.Values.GroupBy(effort => effort.At is null ? "not reached" : effort.FirstOfItsKind ? "booked, the first of its kind" : "booked"))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{of.Count()} {of.Key}: {of.Average(effort => effort.Taps):0.0} taps, {of.Average(effort => effort.Fields):0.0} fields, {of.Average(effort => effort.Keys):0} keys each"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds / done.Count:0.0} s each by a scripted user"));
    }

    sealed record Plan(string Modality, string Phone, string? Pacemaker, bool Answers);

    sealed record Effort(int Taps, int Fields, int Keys, DateTime? At = null, bool FirstOfItsKind = false)
    {
        public static Effort Of(Hand hand) => new(hand.Taps, hand.Fields, hand.Keys);

        public Effort Since(Effort before) => new(Taps - before.Taps, Fields - before.Fields, Keys - before.Keys);
    }
}
