using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class When_the_mail_server_fails : DeliverySpec
{
    [Fact]
    public async Task A_mail_waits_out_the_outage_and_arrives_once()
    {
        var smtp = EndsWithScenario(SmtpPeer.Create());
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);
        var failing = await Eventually.SeesAsync(() => delivery.NoticesAsync(referral), notices => notices is [{ Attempts: >= 2 }], Cancellation);
        failing[0].FailureCode.ShouldBeOneOf("smtp.unreachable", "smtp.resting");
        failing[0].FailedUtc.ShouldNotBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("Answered");

        await smtp.ComeUpAsync(Cancellation);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(1);
        var sent = await delivery.NoticeAsync(referral, "Mail");
        sent.SentUtc.ShouldNotBeNull();
        sent.FailedUtc.ShouldBeNull();
        sent.FailureCode.ShouldBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        (await delivery.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_at_once()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync("busy-once@cabinet.example.org"));

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(1);
        (await delivery.NoticeAsync(referral, "Mail")).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_mail_is_a_dead_letter_that_names_nobody()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync("refused@cabinet.example.org"));

        await delivery.BringsHomeAsync(referral);

        var dead = await Eventually.SeesAsync(delivery.DeadLettersAsync, letters => letters.Count == 1, Cancellation);
        dead[0].MessageType.ShouldEndWith(":SendNotice");
        dead[0].FaultType.ShouldEndWith("NoticeNotSentException");
        var notice = await delivery.NoticeAsync(referral, "Mail");
        notice.FailureCode.ShouldBe("smtp.status.550");
        notice.SentUtc.ShouldBeNull();
        notice.FailedUtc.ShouldNotBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("Answered");
        delivery.Logged.ShouldNotContain(line => line.Contains("refused@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_takes_the_mail_but_hangs_up_gets_the_same_mail_again()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync("hang-up-once@cabinet.example.org"));

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(2);
        smtp.Received[1].MessageId.ShouldBe(smtp.Received[0].MessageId);
        (await delivery.NoticeAsync(referral, "Mail")).SentUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_crash_between_hand_over_and_record_repeats_the_same_mail()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        var notice = await delivery.NoticeAsync(referral, "Mail");
        await delivery.ForgetsSendingAsync(notice.Id);
        await delivery.SendsAgainAsync(notice.Id);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(2);
        smtp.Received[1].MessageId.ShouldBe(smtp.Received[0].MessageId);
        delivery.FactsHeard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_recorded_as_sent_is_not_sent_again()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        await delivery.SendsAgainAsync((await delivery.NoticeAsync(referral, "Mail")).Id);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.Count.ShouldBe(1);
        delivery.FactsHeard.Count.ShouldBe(1);
    }
}
