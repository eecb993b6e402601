using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Pages;

/// <summary>The demo's one-tap buttons.</summary>
sealed class SignInPage(IPage page)
{
    public async Task TapsAsync(string name)
    {
        await page.Locator("button[name=person]", new PageLocatorOptions { HasText = name }).ClickAsync();
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
    }
}
