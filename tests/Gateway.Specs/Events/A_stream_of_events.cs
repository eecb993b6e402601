using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Events;

public sealed class A_stream_of_events(TheSwitchboard switchboard)
{
    static readonly string[] Allowed = ["id", "kind", "referralId", "lane", "at"];

    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_what_concerns_the_listener_as_it_happens_without_content()
    {
        var id = Guid.Empty;
        // What earlier specs left on its way home would be heard too.
        await host.SettlesAsync(Cancellation);

        var heard = await host.Gp.HearsAsync(1, lastEventId: null, Cancellation, async () =>
        {
            // Somebody else's answer comes home first; it is not for these ears.
            await host.AnsweredAsync("cardiology", Cancellation, host.Gp2);
            id = await host.AnsweredAsync("cardiology", Cancellation);
        });

        heard[0].Data.GetProperty("referralId").GetGuid().ShouldBe(id);
        heard[0].Data.GetProperty("kind").GetString().ShouldBe(heard[0].Kind);
        heard[0].Data.EnumerateObject().Select(member => member.Name).ShouldBe(Allowed);
    }

    [Fact]
    public async Task Goes_on_where_it_broke_off()
    {
        // One home before the next is asked for: what is on its way comes in any order.
        await host.SettlesAsync(Cancellation);
        var first = await host.AnsweredAsync("cardiology", Cancellation);
        await host.SettlesAsync(Cancellation);
        var second = await host.AnsweredAsync("cardiology", Cancellation);
        var inbox = await Eventually.SeesAsync(
            async () => (await host.Gp.GetsAsync("/api/inbox?limit=100", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList(),
            entries => new[] { first, second }.All(id => entries.Exists(entry => entry.GetProperty("referralId").GetGuid() == id)),
            Cancellation);
        var seen = Number(inbox.First(entry => entry.GetProperty("referralId").GetGuid() == first));

        var heard = await host.Gp.HearsAsync(1, seen.ToString(System.Globalization.CultureInfo.InvariantCulture), Cancellation);

        heard.Select(e => e.Id).ShouldAllBe(number => number > seen);
        heard[0].Data.GetProperty("referralId").GetGuid().ShouldBe(second);
    }

    [Fact]
    public async Task Says_the_same_as_the_inbox_page_by_page()
    {
        await host.AnsweredAsync("cardiology", Cancellation);
        await host.AnsweredAsync("cardiology", Cancellation);
        await host.SettlesAsync(Cancellation);

        var numbers = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await host.Gp.GetsAsync($"/api/inbox?limit=1&cursor={cursor}", Cancellation)).Json;
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(Number));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null && numbers.Count < 20);

        numbers.Count.ShouldBeGreaterThanOrEqualTo(2);
        numbers.ShouldBe(numbers.Distinct().OrderDescending());
    }

    static long Number(JsonElement entry) => entry.GetProperty("id").GetInt64();
}
