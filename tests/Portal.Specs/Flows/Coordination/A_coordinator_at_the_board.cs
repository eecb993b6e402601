using System.Globalization;
using System.Text.RegularExpressions;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows.Coordination;

/// <summary>The morning after: what stands where, and what has to be done about it.</summary>
[Collection(SharedNight.Name)]
public sealed partial class A_coordinator_at_the_board(Chromium chromium, LateNight night) : PortalSpec(chromium, night)
{
    [Fact]
    public async Task Finds_the_list_behind_every_number_of_it()
    {
        // Without a script: the charts are the server's.
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator, Device.Desktop.WithoutJavaScript));
        await coordinator.OpensAsync("/board");
        (await coordinator.Page.Locator(".cpts-chart svg[role=img] rect").CountAsync()).ShouldBeGreaterThan(2);
        var figures = await coordinator.Page.AsksAsync<Figure[]>(
            "() => [...document.querySelectorAll('.cpts-figure')].map(e => ({ address: e.getAttribute('href'), number: e.children[0].innerText, label: e.children[1].innerText }))");
        var charted = await coordinator.Page.AsksAsync<Figure[]>(
            "() => [...document.querySelectorAll('.cpts-chart td a')].map(e => ({ address: e.getAttribute('href'), number: e.textContent, label: '' }))");
        figures.Length.ShouldBe(8 * 5, "eight numbers for each lane");
        charted.Length.ShouldBeGreaterThan(2);

        foreach (var figure in figures.Concat(charted))
        {
            await coordinator.OpensAsync(figure.Address);
            var lines = await coordinator.Page.Locator("tbody tr").AllInnerTextsAsync();
            if (figure.Share is { } share)
            {
                lines.Count.ShouldBe(share.Of, figure.ToString());
                lines.Count(line => line.Contains("dans les délais", StringComparison.Ordinal)).ShouldBe(share.InTime, figure.ToString());
            }
            else if (int.TryParse(figure.Number, CultureInfo.InvariantCulture, out var count))
            {
                lines.Count.ShouldBe(count, figure.ToString());
            }
            else if (figure.Number == "–")
            {
                lines.ShouldBeEmpty(figure.ToString());
            }
            else
            {
                // The age of the oldest: it comes first.
                lines[0].ShouldContain(figure.IsOverADay ? "hier" : "aujourd’hui", customMessage: figure.ToString());
            }
        }

        var ecg = figures.Where(figure => figure.Address.Contains("lane=ecg", StringComparison.Ordinal)).Select(figure => figure.Number).ToList();
        ecg.Take(4).ShouldBe(["3", "3", "0", "2"], "open, unclaimed, at risk, late");
    }

    [Fact]
    public async Task Sets_the_cause_of_what_came_too_late()
    {
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Retards", "Registre des retards");
        var reference = await ReferenceAsync(night.Late);
        var line = coordinator.Page.Locator("tbody tr", new() { HasText = reference });
        await line.Locator("select").SelectOptionAsync("nobody-on-duty");
        await line.GetByRole(AriaRole.Button).ClickAsync();
        await coordinator.ShouldSayAsync("La cause est enregistrée.");

        await coordinator.Page.Locator("#with").SelectOptionAsync("nobody-on-duty");
        await coordinator.PressesAsync("Afficher");
        await coordinator.Page.WaitForURLAsync("**cause=nobody-on-duty**");
        await Assertions.Expect(coordinator.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(coordinator.Page.Locator("tbody tr")).ToContainTextAsync(reference);
        await coordinator.ShouldBeAtAsync("Registre des retards");
    }

    [Fact]
    public async Task Acts_on_an_escalation_and_has_it_off_the_list()
    {
        var reference = await ReferenceAsync(night.Late);
        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Alertes", "Alertes à traiter");
        var card = coordinator.Page.Locator("article", new() { HasText = reference });
        await Assertions.Expect(card).ToContainTextAsync("Délai « Réponse » dépassé");
        await Assertions.Expect(card.Locator("a[href^='tel:'], a[href^='mailto:']").First).ToBeVisibleAsync();
        var waiting = await coordinator.Page.Locator("article").CountAsync();
        (await coordinator.Page.TitleAsync()).ShouldStartWith($"({waiting}) ");

        await card.Locator("input[name=note]").FillAsync("Astreinte appelée.");
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await coordinator.ShouldSayAsync("L’alerte est traitée.");

        await Assertions.Expect(card).ToHaveCountAsync(0);
        await Assertions.Expect(coordinator.Page.Locator("article")).ToHaveCountAsync(waiting - 1);
    }

    [Fact]
    public async Task Works_through_the_calls_while_a_colleagues_board_hears_of_it()
    {
        var reference = await ReferenceAsync(night.Unopened);
        var colleague = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        // The stream of the page where somebody arrives is none of this: the board's own has to be there before anything happens.
        await colleague.Page.GotoAsync("about:blank");
        await colleague.Page.RunAndWaitForResponseAsync(() => colleague.OpensAsync("/board"), "**/live/coordination*");
        var banner = colleague.Page.Locator("[data-live-banner]");
        await Assertions.Expect(banner).ToBeHiddenAsync();

        var coordinator = new CoordinatorPages(await SignsInAsync(People.Coordinator));
        await coordinator.GoesToAsync("Appels à passer", "Appels à passer");
        var line = coordinator.Page.Locator("tbody tr", new() { HasText = reference });
        await Assertions.Expect(line).ToContainTextAsync("Dr Alix Demonville");
        await Assertions.Expect(line.Locator("a[href^='tel:']")).ToBeVisibleAsync();
        await line.GetByRole(AriaRole.Button).ClickAsync();
        await coordinator.ShouldSayAsync("L’appel est noté.");
        await Assertions.Expect(line).ToHaveCountAsync(0);

        await Assertions.Expect(banner).ToBeVisibleAsync();
        await Assertions.Expect(colleague.Page).ToHaveTitleAsync(OneNews());
        await banner.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(colleague.Page).ToHaveTitleAsync("Tableau de bord");
    }

    async Task<string> ReferenceAsync(Guid referral) => (await Board.Gp.ReadsAsync(referral, Cancellation)).Json.GetProperty("reference").GetString()!;

    [GeneratedRegex(@"\((?<some>\d+) sur (?<all>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shares();

    [GeneratedRegex(@"^\(\d+\) Tableau de bord$", RegexOptions.None, 1000)]
    private static partial Regex OneNews();

    sealed record Figure(string Address, string Number, string Label)
    {
        public (int InTime, int Of)? Share => Shares().Match(Label) is { Success: true } match
            ? (int.Parse(match.Groups["some"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["all"].Value, CultureInfo.InvariantCulture))
            : null;

        public bool IsOverADay => Number.EndsWith('h') && int.Parse(Number.Split(' ', '\u00a0', '\u202f')[0], CultureInfo.InvariantCulture) >= 24;
    }
}
