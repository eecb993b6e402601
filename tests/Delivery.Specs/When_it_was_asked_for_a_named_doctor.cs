using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class When_it_was_asked_for_a_named_doctor : DeliverySpec
{
    [Fact]
    public async Task The_answer_reaches_the_nurse_and_the_doctor_once_each()
    {
        var delivery = await StartAsync();
        var (nurse, doctor, referral) = await AnsweredAsync(delivery);

        await delivery.BringsHomeAsync(referral);
        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Select(mail => mail.To).Order().ShouldBe(["cleo@ehpad.example.org", "dr@cabinet.example.org"]);
        (await delivery.InboxAsync(nurse)).ShouldBe([new InboxSheet(referral.Id, referral.Lane, "answer")]);
        (await delivery.InboxAsync(doctor)).ShouldBe([new InboxSheet(referral.Id, referral.Lane, "answer")]);
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        delivery.FactsHeard.Count.ShouldBe(1, "delivered is said once");
    }

    [Fact]
    public async Task What_neither_opened_goes_to_the_second_channel_of_both_and_once_on_the_call_list()
    {
        var delivery = await StartAsync();
        var (_, _, referral) = await AnsweredAsync(delivery);

        await delivery.TriesSecondChannelAsync(referral);
        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Select(mail => mail.To).Order().ShouldBe(["cleo@ehpad.example.org", "secretariat@cabinet.example.org"]);
        (await delivery.CallListAsync()).ShouldBe([referral.Id]);
    }

    [Fact]
    public async Task What_one_of_them_opened_is_brought_up_to_nobody_again()
    {
        var delivery = await StartAsync();
        var (_, _, referral) = await AnsweredAsync(delivery);
        await delivery.IsOpenedAsync(referral);

        await delivery.TriesSecondChannelAsync(referral);
        await delivery.PutsOnCallListAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.ShouldBeEmpty();
        (await delivery.CallListAsync()).ShouldBeEmpty();
    }

    static async Task<(Guid Nurse, Guid Doctor, HomeboundReferral Referral)> AnsweredAsync(DeliveryHost delivery)
    {
        var nurse = await delivery.HasRequesterAsync("cleo@ehpad.example.org", "Cléo Infirmont");
        var doctor = await delivery.HasRequesterAsync("dr@cabinet.example.org", secondEmail: "secretariat@cabinet.example.org");
        return (nurse, doctor, await delivery.IsAnsweredAsync(nurse, doctor: doctor));
    }
}
