using System.Net;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class A_reading(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_written_down_with_who_what_and_which_way()
    {
        var id = await host.SubmittedAsync("ecg", Cancellation);
        var file = (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        var before = await host.ReadingsAsync(id, Cancellation);

        await host.Cardiologist.ReadsAsync(id, Cancellation);
        await host.Cardiologist.GetsAsync($"/api/attachments/{file}", Cancellation);

        var after = await host.ReadingsAsync(id, Cancellation);
        after.Skip(before.Count).ShouldBe(["cardiologist View Api 127.0.0.1", "cardiologist Attachment Api 127.0.0.1"]);
    }

    [Fact]
    public async Task Comes_with_the_reply_to_a_move_too()
    {
        var id = await host.QueuedAsync("cardiology", Cancellation);

        await host.Cardiologist.DoesAsync("claim", id, Cancellation);

        (await host.ReadingsAsync(id, Cancellation))[^1].ShouldBe("cardiologist View Api 127.0.0.1");
    }

    [Fact]
    public async Task Of_a_list_is_one_row_a_page()
    {
        await host.QueuedAsync("cardiology", Cancellation);
        var before = await host.ListReadingsAsync(Cancellation);

        await host.Cardiologist.GetsAsync("/api/worklists/cardiology", Cancellation);
        await host.Gp.GetsAsync("/api/referrals?limit=2", Cancellation);
        await host.Gp.GetsAsync("/api/referrals?lane=astrology", Cancellation);

        (await host.ListReadingsAsync(Cancellation)).Skip(before.Count).ShouldBe(["cardiologist cardiology", "general-practitioner own"]);
    }

    [Fact]
    public async Task That_is_refused_leaves_no_row()
    {
        var id = await host.SubmittedAsync("ecg", Cancellation);
        var file = (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();
        var before = await host.ReadingsAsync(id, Cancellation);

        (await host.Gp2.ReadsAsync(id, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.Coordinator.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.Gp2.DoesAsync("claim", id, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await host.ReadingsAsync(id, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task Is_shown_to_the_people_concerned_and_to_nobody_else()
    {
        var id = await host.QueuedAsync("cardiology", Cancellation);
        await host.Cardiologist.ReadsAsync(id, Cancellation);
        await host.Cardiologist.ReadsAsync(id, Cancellation);

        var readers = (await host.Gp.GetsAsync($"/api/referrals/{id}/readers", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList();

        readers.Select(reader => reader.GetProperty("person").GetProperty("function").GetString()).ShouldBe(["cardiologist", "general-practitioner"]);
        readers[0].GetProperty("times").GetInt32().ShouldBe(2);
        readers[0].GetProperty("person").GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        (await host.Gp2.GetsAsync($"/api/referrals/{id}/readers", Cancellation)).ShouldBeProblem(404, "referral.unknown");
        (await host.Coordinator.GetsAsync($"/api/referrals/{id}/readers", Cancellation)).ShouldBeProblem(404, "referral.unknown");
    }

    [Fact]
    public async Task That_cannot_be_written_down_does_not_happen()
    {
        await using var alone = await StandaloneHost.StartAsync();
        var id = await alone.QueuedAsync("ecg", Cancellation);
        var view = await alone.Gp.ReadsAsync(id, Cancellation);
        var file = view.Json.GetProperty("attachments")[0].GetProperty("id").GetGuid();

        await alone.LosesTableAsync("ContentAccess", Cancellation);
        var refused = new[]
        {
            await alone.Gp.ReadsAsync(id, Cancellation),
            await alone.Gp.GetsAsync($"/api/attachments/{file}", Cancellation),
            await alone.Gp.GetsAsync("/api/referrals", Cancellation),
            await alone.Cardiologist.GetsAsync("/api/worklists/ecg", Cancellation),
            await alone.Cardiologist.DoesAsync("claim", id, Cancellation),
        };
        await alone.FindsTableAsync("ContentAccess", Cancellation);

        foreach (var reply in refused)
        {
            reply.ShouldBeProblem(500, "internal");
            reply.Text.ShouldNotContain("DURAND");
        }

        (await alone.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("version").GetInt32().ShouldBe(view.Json.GetProperty("version").GetInt32());
    }
}
