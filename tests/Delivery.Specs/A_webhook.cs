using System.Text.Json;
using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class A_webhook : DeliverySpec
{
    const string Patience = "Delivery:Patience";

    [Fact]
    public async Task Is_signed_and_says_ids_codes_and_times()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url), lane: "ecg");

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        var call = receiver.Received.ShouldHaveSingleItem();
        var notice = await delivery.NoticeAsync(referral, "Webhook");
        call.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        call.Header("X-Cpts-Delivery").ShouldBe(notice.Id.ToString());
        call.IsSignedWith(WebhookPeer.Secret, TimeProvider.System.GetUtcNow()).ShouldBeTrue();
        call.IsSignedWith("another secret", TimeProvider.System.GetUtcNow()).ShouldBeFalse();
        call.Header("traceparent").ShouldBeNull();

        using var body = JsonDocument.Parse(call.Body);
        Names(body.RootElement).ShouldBe(["id", "type", "referral", "lane", "occurredAt"]);
        Names(body.RootElement.GetProperty("referral")).ShouldBe(["id", "reference", "url"]);
        body.RootElement.GetProperty("id").GetGuid().ShouldBe(notice.Id);
        body.RootElement.GetProperty("type").GetString().ShouldBe("referral.answer");
        body.RootElement.GetProperty("lane").GetString().ShouldBe("ecg");
        body.RootElement.GetProperty("referral").GetProperty("id").GetGuid().ShouldBe(referral.Id);
        body.RootElement.GetProperty("referral").GetProperty("reference").GetString().ShouldBe(referral.Reference);
        body.RootElement.GetProperty("referral").GetProperty("url").GetString().ShouldBe($"{DeliveryPlan.PublicUrl}/r/{referral.Id}");
        body.RootElement.GetProperty("occurredAt").GetDateTimeOffset().UtcDateTime.ShouldBe(referral.OccurredUtc, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Goes_beside_the_mail_and_both_make_one_delivery()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(1);
        receiver.Received.Count.ShouldBe(1);
        delivery.FactsHeard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Is_repeated_under_the_same_id_until_it_is_taken()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers(500, 500, 200);
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        receiver.Received.Count.ShouldBe(3);
        receiver.Received.Select(call => call.Header("X-Cpts-Delivery")).Distinct().Count().ShouldBe(1);
        (await delivery.NoticeAsync(referral, "Webhook")).SentUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task Does_not_wait_for_a_receiver_that_hangs()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Hangs();
        var delivery = await StartAsync(null, ("Delivery:Webhook:Timeout", "00:00:03"));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        receiver.Received.Count.ShouldBe(2);
        (await delivery.NoticeAsync(referral, "Webhook")).SentUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task That_nobody_takes_is_a_dead_letter_which_an_operator_can_replay()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers([.. Enumerable.Repeat(503, 16)]);
        var delivery = await StartAsync(null, (Patience, "00:00:00"));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(email: "", webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);

        var dead = await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        dead[0].MessageType.ShouldEndWith(":SendNotice");
        var failed = await delivery.NoticeAsync(referral, "Webhook");
        failed.FailureCode.ShouldBe("webhook.status.503");
        failed.FailedUtc.ShouldNotBeNull();
        failed.Attempts.ShouldBe(4);
        (await delivery.StatusAsync(referral)).ShouldBe("Answered");

        receiver.Received.Count.ShouldBe(16);
        await delivery.ReplaysDeadLettersAsync();

        await delivery.SettlesAsync(Cancellation);
        (await delivery.NoticeAsync(referral, "Webhook")).SentUtc.ShouldNotBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        (await delivery.DeadLettersAsync()).ShouldBeEmpty();
        receiver.Received.Select(call => call.Header("X-Cpts-Delivery")).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task That_is_turned_away_is_not_repeated_in_a_hurry_nor_followed_elsewhere(int status)
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers([.. Enumerable.Repeat(status, 4)]);
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        receiver.Received.Count.ShouldBe(4);
        receiver.Received.ShouldAllBe(call => call.Path == "/cpts/hook");
        (await delivery.NoticeAsync(referral, "Webhook")).FailureCode.ShouldBe($"webhook.status.{status}");
    }

    [Theory]
    [InlineData("http://hooks.example.org/cpts", "webhook.not-https")]
    [InlineData("ftp://hooks.example.org/cpts", "webhook.not-https")]
    [InlineData("https://user:pass@hooks.example.org/cpts", "webhook.address")]
    [InlineData("not an address", "webhook.address")]
    public async Task Leaves_only_to_an_address_that_protects_it(string url, string code)
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: url));

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        (await delivery.NoticeAsync(referral, "Webhook")).FailureCode.ShouldBe(code);
        delivery.Logged.ShouldNotContain(line => line.Contains("hooks.example.org", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/cpts")]
    [InlineData("https://localhost:1/cpts")]
    [InlineData("https://[::1]:1/cpts")]
    [InlineData("https://169.254.169.254/latest")]
    public async Task Does_not_reach_into_our_own_house(string url)
    {
        var delivery = await StartAsync(null, ("Delivery:Webhook:AllowLoopbackHttp", "false"), (Patience, "00:00:00"));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: url));

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        (await delivery.NoticeAsync(referral, "Webhook")).FailureCode.ShouldBe("webhook.unreachable");
    }

    [Fact]
    public async Task Without_a_secret_does_not_leave()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url, webhookSecret: null));

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        receiver.Received.ShouldBeEmpty();
        (await delivery.NoticeAsync(referral, "Webhook")).FailureCode.ShouldBe("webhook.no-secret");
    }

    static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
