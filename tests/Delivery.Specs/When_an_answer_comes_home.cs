using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class When_an_answer_comes_home : DeliverySpec
{
    [Fact]
    public async Task The_requester_gets_a_mail_with_the_link_and_an_inbox_entry()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsAnsweredAsync(requester);

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        var mail = delivery.PickedUp.ShouldHaveSingleItem();
        mail.To.ShouldBe("camille.durand@cabinet.example.org");
        mail.From.ShouldBe("cpts@example.org");
        mail.Subject.ShouldContain(referral.Reference);
        mail.Text.ShouldContain($"{DeliveryPlan.PublicUrl}/r/{referral.Id}");
        (await delivery.InboxAsync(requester)).ShouldBe([new InboxSheet(referral.Id, "dermatology", "answer")]);
    }

    [Fact]
    public async Task The_referral_is_delivered_and_routing_hears_of_it_once()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        var fact = delivery.FactsHeard.ShouldHaveSingleItem().ShouldBeOfType<ReferralDelivered>();
        fact.ReferralId.ShouldBe(referral.Id);
        fact.Version.ShouldBe(referral.Version + 1);
    }

    [Fact]
    public async Task The_same_return_twice_is_one_mail_and_one_entry()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsAnsweredAsync(requester);

        await delivery.BringsHomeAsync(referral);
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        delivery.PickedUp.Count.ShouldBe(1);
        (await delivery.InboxAsync(requester)).Count.ShouldBe(1);
        (await delivery.NoticesAsync(referral)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await delivery.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_lost_on_the_way_is_brought_on_when_it_is_asked_for_again(bool hadLeft)
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsAnsweredAsync(requester);
        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);
        await (hadLeft ? delivery.LosesAfterSendingAsync(referral) : delivery.LosesBeforeSendingAsync(referral));

        await delivery.BringsHomeAsync(referral);
        await delivery.SettlesAsync(Cancellation);

        (await delivery.StatusAsync(referral)).ShouldBe("Delivered");
        (await delivery.NoticesAsync(referral)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await delivery.InboxAsync(requester)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_amendment_is_a_return_of_its_own()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var answered = await delivery.IsAnsweredAsync(requester);
        await delivery.BringsHomeAsync(answered);
        await delivery.SettlesAsync(Cancellation);

        var amended = await delivery.IsAmendedAsync(answered);
        (await delivery.StatusAsync(answered)).ShouldBe("Answered");
        await delivery.BringsHomeAsync(amended, ReturnKind.Amendment);
        await delivery.SettlesAsync(Cancellation);

        delivery.PickedUp.Select(mail => mail.Subject.Split(" – ")[0]).ShouldBe(["Réponse disponible", "Réponse modifiée"], ignoreOrder: true);
        (await delivery.StatusAsync(answered)).ShouldBe("Delivered");
        (await delivery.InboxAsync(requester)).Select(entry => entry.Kind).ShouldBe(["answer", "amendment"]);
    }

    [Fact]
    public async Task A_late_notice_of_the_answer_does_not_deliver_the_amendment()
    {
        var delivery = await StartAsync();
        var answered = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());
        await delivery.IsAmendedAsync(answered);

        await delivery.BringsHomeAsync(answered);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(1);
        (await delivery.DeliveredUtcAsync(answered)).ShouldBeNull();
    }

    [Fact]
    public async Task A_decline_comes_home_like_an_answer()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsDeclinedAsync(requester);

        await delivery.BringsHomeAsync(referral, ReturnKind.Declined);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.ShouldHaveSingleItem().Subject.ShouldStartWith("Demande non acceptée");
        (await delivery.DeliveredUtcAsync(referral)).ShouldNotBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("Declined");
        (await delivery.InboxAsync(requester)).ShouldHaveSingleItem().Kind.ShouldBe("declined");
    }

    [Fact]
    public async Task A_redirection_names_the_lane_it_went_to()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsRedirectedAsync(await delivery.HasRequesterAsync(), to: "cardiology");

        await delivery.BringsHomeAsync(referral, ReturnKind.Redirected);

        await delivery.SettlesAsync(Cancellation);
        var text = delivery.PickedUp.ShouldHaveSingleItem().Text;
        var cardiology = ShippedLanes.All.Single(lane => lane.Code == "cardiology").Title;
        text.ShouldContain($"réorientée vers la filière « {cardiology.Fr} »");
        text.ShouldContain($"redirected to the lane \"{cardiology.En}\"");
    }

    [Fact]
    public async Task A_question_to_the_requester_is_told_but_delivers_nothing()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync();
        var referral = await delivery.IsAskedForMoreAsync(requester);

        await delivery.BringsHomeAsync(referral, ReturnKind.InformationRequest);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.ShouldHaveSingleItem().Subject.ShouldStartWith("Complément demandé");
        (await delivery.DeliveredUtcAsync(referral)).ShouldBeNull();
        (await delivery.StatusAsync(referral)).ShouldBe("AwaitingInformation");
        (await delivery.InboxAsync(requester)).ShouldHaveSingleItem().Kind.ShouldBe("information-request");
    }

    [Fact]
    public async Task The_pickup_folder_shows_whole_mails_only()
    {
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickupFiles.ShouldHaveSingleItem().ShouldEndWith(".eml");
    }

    [Fact]
    public async Task A_requester_without_any_address_shows_as_a_failed_notice()
    {
        var delivery = await StartAsync();
        var requester = await delivery.HasRequesterAsync(email: "");
        var referral = await delivery.IsAnsweredAsync(requester);

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, dead => dead.Count == 1, Cancellation);
        (await delivery.InboxAsync(requester)).Count.ShouldBe(1);
        (await delivery.NoticesAsync(referral)).ShouldHaveSingleItem().FailureCode.ShouldBe("mail.address");
    }
}
