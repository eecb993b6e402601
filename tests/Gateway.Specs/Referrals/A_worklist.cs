using System.Globalization;
using System.Text.Json;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

/// <summary>On a Sunday, so that everything posted is due together, at the same hour of the week that follows.</summary>
public sealed class A_worklist
{
    static readonly DateTimeOffset Sunday = new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(1));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_in_the_order_of_due_time_then_priority_then_arrival_on_every_page()
    {
        await using var host = await StandaloneHost.StartAsync(Sunday);
        var routine = await PostedAsync(host, "routine");
        var urgent = await PostedAsync(host, "urgent");
        var later = await PostedAsync(host, "routine");
        var urgentLater = await PostedAsync(host, "urgent");
        foreach (var id in new[] { routine, urgent, later, urgentLater })
            await host.ReachesAsync(id, "queued", Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(26), Cancellation);
        var monday = await PostedAsync(host, "urgent");
        await host.ReachesAsync(monday, "queued", Cancellation);

        foreach (var limit in new[] { 1, 2, 3, 50 })
        {
            var lines = await AllAsync(host, limit);
            lines.Select(line => line.GetProperty("id").GetGuid()).ShouldBe([urgent, urgentLater, routine, later, monday]);
            var due = lines.Select(line => DateTimeOffset.Parse(line.GetProperty("dueAt").GetString()!, CultureInfo.InvariantCulture)).ToList();
            due.ShouldBe(due.Order());
        }
    }

    [Fact]
    public async Task Holds_what_is_open_and_says_who_has_it()
    {
        await using var host = await StandaloneHost.StartAsync(Sunday);
        var free = await host.QueuedAsync("dermatology", Cancellation);
        var taken = await host.ClaimedAsync("dermatology", Cancellation);
        var done = await host.AnsweredAsync("dermatology", Cancellation);
        var other = await host.QueuedAsync("oncology", Cancellation);

        var lines = await AllAsync(host, 50);

        lines.Select(line => line.GetProperty("id").GetGuid()).ShouldBe([free, taken]);
        lines[0].GetProperty("holder").ValueKind.ShouldBe(JsonValueKind.Null);
        lines[1].GetProperty("holder").GetProperty("function").GetString().ShouldBe("dermatologist");
        lines.ShouldAllBe(line => line.GetProperty("id").GetGuid() != done && line.GetProperty("id").GetGuid() != other);
    }

    static async Task<Guid> PostedAsync(StandaloneHost host, string priority)
    {
        var request = await host.RequestAsync("dermatology", host.Gp, Cancellation);
        request["priority"] = priority;
        var reply = await host.Gp.SubmitsAsync(request, Cancellation);
        reply.Status.ShouldBe(System.Net.HttpStatusCode.Created, reply.ToString());
        return reply.Id;
    }

    static async Task<List<JsonElement>> AllAsync(StandaloneHost host, int limit)
    {
        var lines = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await host.Dermatologist.GetsAsync($"/api/worklists/dermatology?limit={limit}&cursor={cursor}", Cancellation)).Json;
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return lines;
    }
}
