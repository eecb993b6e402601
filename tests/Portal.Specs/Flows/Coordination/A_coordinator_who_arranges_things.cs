using System.Globalization;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows.Coordination;

/// <summary>Lanes, people, who is on duty: what a coordinator may change, and what it changes for the others.</summary>
[Collection(SharedNight.Name)]
public sealed class A_coordinator_who_arranges_things(Chromium chromium, LateNight night) : PortalSpec(chromium, night)
{
    [Fact]
    public async Task Shortens_a_target_having_seen_what_it_changes_and_old_requests_keep_theirs()
    {
        var before = await LateNight.PostedAsync(Board, "cardiology");
        var due = await DueAsync(before);
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Filières", "Filières");
        await coordinator.FollowsAsync("Avis cardiologique", "Avis cardiologique");
        await coordinator.FollowsAsync("Modifier", "Modifier");
        await coordinator.Page.Locator("#clock-stages-0-duration").FillAsync("36");
        await coordinator.PressesAsync("Vérifier avant d’enregistrer");

        await Assertions.Expect(coordinator.Page.Locator("dl .cpts-diff del").First).ToContainTextAsync("Réponse en 72 h");
        await Assertions.Expect(coordinator.Page.Locator("dl .cpts-diff ins").First).ToContainTextAsync("Réponse en 36 h");
        await Assertions.Expect(coordinator.Page.Locator("main dl").Last).ToContainTextAsync("Réponse en 36 h");
        await coordinator.Page.GetByText("telles qu’on les voit").First.ClickAsync();
        await Assertions.Expect(coordinator.Page.Locator("[name='preview-answers.chestPain']").First).ToBeVisibleAsync();
        await coordinator.PressesAsync("Enregistrer la version 2");
        await coordinator.ShouldSayAsync("La nouvelle version est enregistrée.");
        await coordinator.FollowsAsync("Différences avec la version 1", "de la version 1 à la version 2");
        await Assertions.Expect(coordinator.Page.Locator("dl .cpts-diff ins").First).ToContainTextAsync("Réponse en 36 h");

        var after = await LateNight.PostedAsync(Board, "cardiology");
        (await DueAsync(before)).ShouldBe(due);
        (await DueAsync(after)).ShouldBeLessThan(due);
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        foreach (var (request, version) in new[] { (before, 1), (after, 2) })
        {
            await gp.GoesToAsync($"/referrals/{request}");
            await gp.Page.GetByText("Comment il est calculé").ClickAsync();
            await Assertions.Expect(gp.Page.Locator("section[aria-labelledby=clock]")).ToContainTextAsync($"version {version}");
        }
    }

    [Fact]
    public async Task Invites_a_person_and_finds_them_at_their_desk()
    {
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Membres", "Membres");
        await coordinator.FollowsAsync("Ajouter un membre", "Ajouter un membre");
        await coordinator.Page.FillAsync("#displayName", "Dr Onco Inventé");
        await coordinator.Page.SelectOptionAsync("#function", "oncologist");
        await coordinator.Page.FillAsync("#email", "onco@example.org");
        await coordinator.PressesAsync("Ajouter");
        await coordinator.ShouldBeAtAsync("Dr Onco Inventé est membre");
        var link = (await coordinator.Page.Locator(".cpts-code", new() { HasTextString = "/activate/" }).InnerTextAsync()).Trim();

        await coordinator.OpensAsync("/people/desks");
        await Assertions.Expect(coordinator.Page.Locator("section", new() { HasText = "Dr Odon Fictive" })).ToContainTextAsync("Dr Onco Inventé");

        // On a device that has never been here; the link says whom it is for.
        var member = await ComesAsync(Device.Phone);
        await member.GoesToAsync(new Uri(link).AbsolutePath);
        await Assertions.Expect(member.Page.Locator("main")).ToContainTextAsync("Dr Onco Inventé");
    }

    [Fact]
    public async Task Puts_somebody_on_duty_and_takes_them_off_again()
    {
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Astreintes", "Astreintes");
        var desk = coordinator.Page.Locator("section", new() { Has = coordinator.Page.Locator("#desk-dermatologists") });
        await desk.Locator("summary").ClickAsync();
        var person = desk.Locator("select[name=personId]");
        var name = (await person.Locator("option").First.InnerTextAsync()).Split('(')[0].Trim();
        await desk.Locator("[name=from]").FillAsync(On(0, 8));
        await desk.Locator("[name=to]").FillAsync(On(1, 8));
        await desk.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true }).ClickAsync();
        await coordinator.ShouldSayAsync("L’astreinte est ajoutée.");
        await Assertions.Expect(desk.Locator(".cpts-week__shift")).ToHaveCountAsync(2);
        await Assertions.Expect(desk.Locator(".cpts-week__shift").First).ToContainTextAsync(name);

        await coordinator.OpensAsync("/people/desks");
        await Assertions.Expect(coordinator.Page.Locator("li", new() { HasText = name }).First).ToContainTextAsync("d’astreinte jusqu’à");

        await coordinator.GoesToAsync("Astreintes", "Astreintes");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).ClickAsync();
        await coordinator.ShouldSayAsync("L’astreinte est retirée.");
        await Assertions.Expect(desk.Locator(".cpts-week__shift")).ToHaveCountAsync(0);
    }

    /// <summary>An hour of that Tuesday, or of the day after.</summary>
    static string On(int day, int hour) => new DateTime(2026, 11, 24 + day, hour, 0, 0).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    async Task<DateTimeOffset> DueAsync(Guid referral) =>
        (await Board.Gp.ReadsAsync(referral, Cancellation)).Json.GetProperty("clock").GetProperty("due").GetDateTimeOffset();
}
