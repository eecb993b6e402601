using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

public sealed class The_standing_check : IAsyncLifetime
{
    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync(startsAt: null, StandaloneHost.ChecksOften);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Accounts_for_what_is_open_and_not_for_what_is_over()
    {
        await Host.QueuedAsync("cardiology", Cancellation);
        var cancelled = await Host.QueuedAsync("cardiology", Cancellation);
        (await Host.Gp.DoesAsync("cancel", cancelled, Cancellation)).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        var check = await SeesAsync(check => Number(check, "open") == 1);

        Number(check, "accountedFor").ShouldBe(1);
        check.GetProperty("isStale").GetBoolean().ShouldBeFalse();
        check.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Says_what_it_found_and_that_it_agrees_again()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        await Host.SettlesAsync(Cancellation);
        await Host.TampersAsync(Cancellation, """DELETE FROM "ReferralRouting" """);

        // The figures follow when the whole check has ended.
        var check = await SeesAsync(check => Number(check, "accountedFor") == 1
            && check.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("resolvedAt").ValueKind == JsonValueKind.String));

        var found = check.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        found.GetProperty("referralId").GetGuid().ShouldBe(id);
        found.GetProperty("kind").GetString().ShouldBe("unfollowed");
        found.GetProperty("repairs").GetInt32().ShouldBe(1);
        found.GetProperty("reference").GetString().ShouldBe((await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString());
        Number(check, "open").ShouldBe(1);
    }

    [Fact]
    public async Task Says_what_the_broker_told_of_and_the_database_does_not_know()
    {
        await Host.LearnsOfAStrayAsync(Cancellation);

        var check = (await Host.Coordinator.GetsAsync("/api/reconciliation", Cancellation)).Json;

        var stray = check.GetProperty("strayMessages").EnumerateArray().ShouldHaveSingleItem();
        stray.GetProperty("message").GetString().ShouldBe("ReferralAnswered");
        stray.GetProperty("reference").GetString().ShouldBe("R-0000-000A");
        stray.GetProperty("sentAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 26, 16, 30, 0, TimeSpan.Zero));
    }

    Task<JsonElement> SeesAsync(Func<JsonElement, bool> what) => Eventually.SeesAsync(
        async () => (await Host.Coordinator.GetsAsync("/api/reconciliation", Cancellation)).Json, what, Cancellation);

    static int Number(JsonElement check, string name) => check.GetProperty(name).GetInt32();
}
