using System.Text;
using System.Text.Json;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>A browser that keeps things on its disk, as people have one: what lies there, and how the portal becomes an application of the device.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_browser_at_home(Chromium chromium, PortalHost portal) : BrowserSpec(chromium.Missing)
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-browser-");

    [Fact]
    public async Task Has_nothing_on_its_disk_that_was_typed()
    {
        string[] words = ["MOTDUNOMSECRET", "Motdelaquestionsecrete"];
        await using (var gp = await ComesHomeAsync())
        {
            await gp.SignsInAsAsync(People.Gp);
            await gp.GoesToAsync("/requests/new/cardiology");
            await gp.Page.Locator("[name='patient.birthName']").FillAsync(words[0]);
            await gp.Page.Locator("[name=question]").FillAsync(words[1]);
            await Kept.DraftOfAsync(gp, holds: words[1]);
        }

        // That there is a draft can be seen there, so its words would be.
        Read("request-cardiology").ShouldNotBeEmpty();
        words.SelectMany(Read).ShouldBeEmpty();

        await using var again = await ComesHomeAsync();
        await again.GoesToAsync("/sign-in");
        await again.SignsInAsAsync(People.Gp);
        await again.GoesToAsync("/requests/new/cardiology");
        await Assertions.Expect(again.Page.Locator("[name=question]")).ToHaveValueAsync(words[1]);
        await again.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await Assertions.Expect(again.Page).ToHaveTitleAsync("Se connecter");
        (await again.KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_install_the_portal()
    {
        await using var gp = await ComesHomeAsync();
        await gp.GoesToAsync("/sign-in");
        var browser = await gp.Context.NewCDPSessionAsync(gp.Page);

        var manifest = (await browser.SendAsync("Page.getAppManifest")).ShouldNotBeNull();
        manifest.GetProperty("url").GetString().ShouldEndWith(".webmanifest");
        manifest.GetProperty("errors").EnumerateArray().ShouldBeEmpty();
        using var said = JsonDocument.Parse(manifest.GetProperty("data").GetString()!);
        said.RootElement.GetProperty("display").GetString().ShouldBe("standalone");

        var obstacles = (await browser.SendAsync("Page.getInstallabilityErrors")).ShouldNotBeNull();
        obstacles.GetProperty("installabilityErrors").EnumerateArray().Select(obstacle => obstacle.ToString()).ShouldBeEmpty();
    }

    async Task<Visitor> ComesHomeAsync()
    {
        var context = await chromium.OpensAtHomeAsync(folder.FullName, portal.Address, Device.Phone);
        return await Visitor.ComesAsync(context, Device.Phone);
    }

    /// <summary>Files in which a word stands, as a browser writes words: one byte a letter, or two.</summary>
    IEnumerable<string> Read(string word) => folder.EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => File.ReadAllBytes(file.FullName) is var bytes
            && (Holds(bytes, Encoding.UTF8.GetBytes(word)) || Holds(bytes, Encoding.Unicode.GetBytes(word)) || Holds(bytes, Encoding.BigEndianUnicode.GetBytes(word))))
        .Select(file => $"{word} in {Path.GetRelativePath(folder.FullName, file.FullName)}");

    static bool Holds(byte[] bytes, byte[] word) => bytes.AsSpan().IndexOf(word) >= 0;
}
