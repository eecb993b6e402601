using CptsReferral.Contracts.Delivery;
using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class What_leaves_the_house : DeliverySpec
{
    [Fact]
    public async Task Holds_nothing_about_a_patient_on_any_way_out()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers(500);
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync(webhookUrl: receiver.Url, secondEmail: "secretariat@cabinet.example.org");
        var broken = await delivery.HasRequesterAsync(email: "nobody");
        var referral = await delivery.IsAnsweredAsync(requester);

        await delivery.BringsHomeAsync(referral);
        await delivery.BringsHomeAsync(await delivery.IsDeclinedAsync(requester), ReturnKind.Declined);
        await delivery.BringsHomeAsync(await delivery.IsAskedForMoreAsync(requester), ReturnKind.InformationRequest);
        await delivery.BringsHomeAsync(await delivery.IsRedirectedAsync(requester, "cardiology"), ReturnKind.Redirected);
        await delivery.BringsHomeAsync(await delivery.IsAnsweredAsync(broken));
        await delivery.TriesSecondChannelAsync(referral);
        await delivery.PutsOnCallListAsync(referral);
        await delivery.SettlesAsync(Cancellation);
        await Eventually.SeesAsync(delivery.DeadLettersAsync, dead => dead.Count == 1, Cancellation);

        string[] leaving =
        [
            .. delivery.PickedUp.Select(mail => mail.Everything),
            .. receiver.Received.Select(call => call.Text + string.Join('\n', call.Headers)),
            .. delivery.Carried,
            .. delivery.Logged,
        ];
        delivery.PickedUp.Count.ShouldBe(5);
        receiver.Received.Count.ShouldBe(5);
        delivery.Carried.ShouldNotBeEmpty();
        delivery.Logged.ShouldNotBeEmpty();
        foreach (var secret in DeliveryHost.Secrets)
            leaving.ShouldNotContain(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Leaves_no_address_in_messages_and_logs()
    {
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);
        await delivery.TriesSecondChannelAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        string[] inside = [.. delivery.Carried, .. delivery.Logged];
        inside.ShouldNotContain(text => text.Contains("camille.durand", StringComparison.OrdinalIgnoreCase));
        inside.ShouldNotContain(text => text.Contains("Camille Durand", StringComparison.OrdinalIgnoreCase));
        inside.ShouldNotContain(text => text.Contains("/cpts/hook", StringComparison.Ordinal));
        inside.ShouldNotContain(text => text.Contains(WebhookPeer.Secret, StringComparison.Ordinal));
    }
}
