using System.Net;
using System.Text.Json;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.SignIn;

/// <summary>What a coordinator does about it, without taking the member's way in away.</summary>
public sealed class When_a_phone_or_a_secret_is_lost : IAsyncLifetime
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = await StandaloneHost.StartAsync(Monday);
        // At the pace of the tick the code of an authenticator is old after some seconds.
        host.StandsStill();
    }

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Every_session_ends_within_a_minute_and_the_member_signs_in_again_as_before()
    {
        using var member = await Member.ActivatedAsync(Host, Cancellation);
        await member.ShouldBeInAsync(Cancellation);

        (await Host.Coordinator.PostsAsync($"/api/people/{member.Id}/sign-out", "", Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        await Host.PassesAsync(TimeSpan.FromMinutes(1), Cancellation);

        await member.ShouldBeOutAsync(Cancellation);
        await member.SignsInAsync(Cancellation);
        await member.ShouldBeInAsync(Cancellation);
    }

    [Fact]
    public async Task A_member_who_never_signed_in_has_no_sessions_and_somebody_unknown_is_nobody()
    {
        using var member = await Member.AddedAsync(Host, Cancellation);

        (await Host.Coordinator.PostsAsync($"/api/people/{member.Id}/sign-out", "", Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        foreach (var what in (string[])["sign-out", "credentials"])
            (await Host.Coordinator.PostsAsync($"/api/people/{Guid.CreateVersion7()}/{what}", "", Cancellation)).ShouldBeProblem(404, "person.unknown");
    }

    [Fact]
    public async Task A_new_secret_works_and_the_old_one_does_not()
    {
        var added = (await Host.Coordinator.PostsAsync(
            "/api/people", """{"displayName":"Dr Logiciel Inventé","function":"general-practitioner","email":"logiciel@example.org"}""", Cancellation)).Json;
        var (id, client, first) = (added.GetProperty("personId").GetGuid(), Text(added, "clientId"), Text(added, "clientSecret"));

        var rotated = await Host.Coordinator.PostsAsync($"/api/people/{id}/credentials", "", Cancellation);

        rotated.Status.ShouldBe(HttpStatusCode.Created, rotated.ToString());
        Text(rotated.Json, "clientId").ShouldBe(client);
        var second = Text(rotated.Json, "clientSecret");
        second.ShouldNotBe(first);
        using (var renewed = new Persona(Host.Address, client, second))
            (await renewed.GetsAsync("/api/me", Cancellation)).Json.GetProperty("id").GetGuid().ShouldBe(id);
        using var old = new Persona(Host.Address, client, first);
        await Should.ThrowAsync<HttpRequestException>(() => old.GetsAsync("/api/me", Cancellation));
    }

    [Fact]
    public async Task Many_who_do_so_at_once_are_all_answered()
    {
        using var member = await Member.ActivatedAsync(Host, Cancellation);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(one =>
            Host.Coordinator.PostsAsync($"/api/people/{member.Id}/{(one % 2 == 0 ? "sign-out" : "credentials")}", "", Cancellation)));

        replies.Select(reply => (int)reply.Status).Order().ShouldBe([201, 201, 201, 201, 204, 204, 204, 204]);
    }

    static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
