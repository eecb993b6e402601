using CptsReferral.Contracts.Delivery;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class When_an_answer_stays_unopened : DeliverySpec
{
    [Fact]
    public async Task The_second_mailbox_gets_a_reminder()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(secondEmail: "secretariat@cabinet.example.org"));
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        await delivery.TriesSecondChannelAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(2);
        var reminder = delivery.PickedUp.Single(mail => mail.To == "secretariat@cabinet.example.org");
        reminder.Subject.ShouldStartWith("Rappel : Réponse disponible");
        reminder.Text.ShouldContain("A reminder, you have not opened it yet.");
        (await delivery.NoticeAsync(referral, "SecondMail", reminder: true)).SentUtc.ShouldNotBeNull();
        delivery.FactsHeard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_only_mailbox_is_reminded_when_there_is_no_second()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        await delivery.TriesSecondChannelAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(2);
        delivery.PickedUp.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(2);
        delivery.PickedUp.ShouldAllBe(mail => mail.To == "camille.durand@cabinet.example.org");
    }

    [Fact]
    public async Task Asking_twice_reminds_once()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.TriesSecondChannelAsync(referral);
        await delivery.SettlesAsync(Cancellation);
        await delivery.TriesSecondChannelAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        delivery.PickedUp.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_opened_meanwhile_is_not_reminded_of()
    {
        var delivery = await StartAsync();
        var caller = await delivery.HasPersonAsync("radiology-secretary");
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.IsOpenedAsync(referral);

        await delivery.TriesSecondChannelAsync(referral);
        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.ShouldBeEmpty();
        (await delivery.CallListAsync()).ShouldBeEmpty();
        (await delivery.InboxAsync(caller)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reminder_on_its_way_is_withdrawn_when_the_answer_is_opened()
    {
        var smtp = EndsWithScenario(SmtpPeer.Create());
        var delivery = await StartAsync(smtp);
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.TriesSecondChannelAsync(referral);
        await Support.Eventually.SeesAsync(() => delivery.NoticesAsync(referral), notices => notices is [{ Attempts: >= 1 }], Cancellation);

        await delivery.IsOpenedAsync(referral);
        await Support.Eventually.SeesAsync(() => delivery.NoticesAsync(referral), notices => notices is [{ WithdrawnUtc: not null }], Cancellation);
        await smtp.ComeUpAsync(Cancellation);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_people_who_phone_find_it_on_their_list_once()
    {
        var delivery = await StartAsync();
        var caller = await delivery.HasPersonAsync("radiology-secretary");
        var somebodyElse = await delivery.HasPersonAsync("dermatologist");
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.PutsOnCallListAsync(referral);
        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        (await delivery.CallListAsync()).ShouldBe([referral.Id]);
        (await delivery.InboxAsync(caller)).ShouldBe([new InboxSheet(referral.Id, "dermatology", "call-list")]);
        (await delivery.InboxAsync(somebodyElse)).ShouldBeEmpty();
        (await delivery.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_phones_is_a_setting()
    {
        var delivery = await StartAsync(null, ("CallList:Functions:0", "coordinator"));
        var secretary = await delivery.HasPersonAsync("radiology-secretary");
        var coordinator = await delivery.HasPersonAsync("coordinator");
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        (await delivery.InboxAsync(coordinator)).Count.ShouldBe(1);
        (await delivery.InboxAsync(secretary)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_was_made_is_not_asked_for_again_except_for_an_amendment()
    {
        var delivery = await StartAsync();
        var caller = await delivery.HasPersonAsync("radiology-secretary");
        var answered = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.PutsOnCallListAsync(answered);
        await delivery.SettlesAsync(Cancellation);

        await delivery.SettlesCallAsync(answered, caller);
        (await delivery.CallListAsync()).ShouldBeEmpty();
        var amended = await delivery.IsAmendedAsync(answered);
        await delivery.BringsHomeAsync(amended, ReturnKind.Amendment);
        await delivery.PutsOnCallListAsync(amended);

        await delivery.SettlesAsync(Cancellation);
        (await delivery.CallListAsync()).ShouldBe([answered.Id]);
        (await delivery.InboxAsync(caller)).Count.ShouldBe(2);
    }
}
