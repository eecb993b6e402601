using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>What somebody waits for in a valley, and what for.</summary>
[Collection(OneValley.Name)]
public sealed class A_page_on_a_bad_line(Valley valley) : BrowserSpec(valley.Missing)
{
    const string Stream = "GET /live/mine";
    const int MostKilobytes = 64;

    // Of the line alone it is about five; a machine with other work to do takes its time as well.
    const double MostSeconds = 20;

    [Fact]
    public async Task Costs_its_own_words_once_the_first_has_come()
    {
        // What another phone asked for last may be under way still.
        await valley.Line.IsQuietAsync(Cancellation);
        var gp = Comes(await valley.ComesAsync());
        await SeesFirstAsync("sign-in", gp, "/sign-in");
        // A worker keeps a page for the day when the line is down: what it asks for, after a silence perhaps, is no part of the next page.
        await gp.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => {})");

        var home = await SeesAsync("home, after signing in", gp, () => new SignInPage(gp.Page).TapsAsync(People.Gp));
        home.Asked.Where(asked => !asked.StartsWith(Stream, StringComparison.Ordinal)).ShouldBe(["POST /sign-in", "GET /requests"]);
        var form = await SeesAsync("new request", gp, () => gp.GoesToAsync(EcgRequest.Address));
        form.Asked.ShouldBe([$"GET {EcgRequest.Address}"]);
    }

    [Theory]
    [InlineData("/requests")]
    [InlineData(EcgRequest.Address)]
    public async Task Is_light_on_a_phone_that_never_saw_it(string address)
    {
        var gp = Comes(await valley.ComesAsync(await SignedInAsync()));
        await SeesFirstAsync("for the first time", gp, address);
    }

    // On another phone, which is off again before anything is counted.
    async Task<string> SignedInAsync()
    {
        await using var before = await valley.ComesAsync();
        await before.SignsInAsAsync(People.Gp);
        var session = await before.Context.StorageStateAsync();
        await before.ClosesAsync();
        await valley.Line.IsQuietAsync(Cancellation);
        return session;
    }

    async Task SeesFirstAsync(string what, Visitor gp, string address)
    {
        var visit = await SeesAsync($"{address} {what}", gp, () => gp.GoesToAsync(address));
        (visit.Bytes / 1024).ShouldBeLessThan(MostKilobytes, visit.ToString());
        // Between a person and the words: the page and its style. Which of two questions on two connections a bad line carries first is its own affair.
        visit.Asked[0].ShouldBe($"GET {address}");
        visit.Asked.Skip(1).Take(2).ShouldContain(asked => asked.EndsWith(".css", StringComparison.Ordinal));
    }

    async Task<Visit> SeesAsync(string what, Visitor gp, Func<Task> goes)
    {
        var visit = await Visit.OfAsync(gp, valley.Line, goes, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {visit}");
        visit.Readable.ShouldBeLessThan(MostSeconds);
        return visit;
    }
}
