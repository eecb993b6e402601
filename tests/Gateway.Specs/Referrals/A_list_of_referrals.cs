using System.Text.Json;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class A_list_of_referrals(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_newest_first_and_stable_while_new_ones_arrive()
    {
        var posted = new List<Guid>();
        for (var i = 0; i < 5; i++)
            posted.Add(await host.SubmittedAsync("cardiology", Cancellation, host.Nurse));

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await host.Nurse.GetsAsync($"/api/referrals?limit=2&cursor={cursor}", Cancellation)).Json;
            page.GetProperty("items").GetArrayLength().ShouldBeInRange(1, 2);
            seen.AddRange(Ids(page));
            cursor = page.GetProperty("next").GetString();
            // A newer one must neither push rows into the next page nor be shown there.
            await host.SubmittedAsync("cardiology", Cancellation, host.Nurse);
        }
        while (cursor is not null);

        seen.ShouldBeUnique();
        seen.ShouldBe(seen.OrderByDescending(id => id.ToString("N"), StringComparer.Ordinal));
        seen.Take(5).ShouldBe(posted.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task Shows_a_requester_their_own_only()
    {
        var ours = await host.SubmittedAsync("cardiology", Cancellation);
        var theirs = await host.SubmittedAsync("cardiology", Cancellation, host.Gp2);

        var list = await AllAsync(host.Gp2, "");

        list.Select(line => line.GetProperty("id").GetGuid()).ShouldContain(theirs);
        list.Select(line => line.GetProperty("id").GetGuid()).ShouldNotContain(ours);
    }

    [Fact]
    public async Task Shows_an_expert_their_own_claims()
    {
        var claimed = await host.ClaimedAsync("dermatology", Cancellation);
        var queued = await host.QueuedAsync("dermatology", Cancellation);

        var list = await AllAsync(host.Dermatologist, "");

        list.Single(line => line.GetProperty("id").GetGuid() == claimed).GetProperty("holder").GetProperty("me").GetBoolean().ShouldBeTrue();
        list.Select(line => line.GetProperty("id").GetGuid()).ShouldNotContain(queued);
    }

    [Fact]
    public async Task Is_filtered_by_status_lane_and_reference()
    {
        var claimed = await host.ClaimedAsync("dermatology", Cancellation);
        var reference = (await host.Gp.ReadsAsync(claimed, Cancellation)).Json.GetProperty("reference").GetString();

        (await AllAsync(host.Gp, "&status=claimed")).ShouldAllBe(line => line.GetProperty("status").GetString() == "claimed");
        (await AllAsync(host.Gp, "&lane=dermatology")).ShouldAllBe(line => line.GetProperty("lane").GetString() == "dermatology");
        (await AllAsync(host.Gp, "&status=claimed&lane=dermatology")).Select(line => line.GetProperty("id").GetGuid()).ShouldContain(claimed);
        (await AllAsync(host.Gp, "&status=closed&lane=dermatology")).ShouldBeEmpty();
        (await AllAsync(host.Gp, $"&q={reference}")).ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(claimed);
        (await AllAsync(host.Gp, $"&q={reference!.ToLowerInvariant()}")).Count.ShouldBe(1, "people type as they like");
        (await AllAsync(host.Gp, "&q=nothing-like-it")).ShouldBeEmpty();
        (await AllAsync(host.Gp, "&lane=astrology")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_never_longer_than_its_limit_whatever_is_asked()
    {
        var reply = await host.Gp.GetsAsync("/api/referrals?limit=1000000", Cancellation);

        reply.Json.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(200);
        reply.Headers["Cache-Control"].ShouldBe("no-store");
    }

    static async Task<List<JsonElement>> AllAsync(Persona who, string filter)
    {
        var lines = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await who.GetsAsync($"/api/referrals?limit=50{filter}&cursor={cursor}", Cancellation)).Json;
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return lines;
    }

    static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetGuid());
}
