using System.Text.Json;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

static class Asking
{
    /// <summary>Asks the page itself; the answer comes as JSON.</summary>
    public static async Task<T> AsksAsync<T>(this IPage page, string question, object? about = null)
    {
        var answer = await page.EvaluateAsync<JsonElement>(question, about);
        return answer.Deserialize<T>(JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The page did not answer.");
    }
}
