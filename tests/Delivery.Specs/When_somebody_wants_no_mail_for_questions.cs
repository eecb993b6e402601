using CptsReferral.Contracts.Delivery;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class When_somebody_wants_no_mail_for_questions : DeliverySpec
{
    [Fact]
    public async Task A_question_waits_in_their_inbox_only()
    {
        var delivery = await StartAsync();
        var gp = await delivery.HasRequesterAsync(mailOnQuestion: false);
        var referral = await delivery.IsAskedForMoreAsync(gp);

        await delivery.BringsHomeAsync(referral, ReturnKind.InformationRequest);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.ShouldBeEmpty();
        (await delivery.InboxAsync(gp)).ShouldBe([new InboxSheet(referral.Id, referral.Lane, "information-request")]);
    }

    [Fact]
    public async Task An_answer_is_mailed_all_the_same()
    {
        var delivery = await StartAsync();
        var gp = await delivery.HasRequesterAsync(mailOnQuestion: false);
        var referral = await delivery.IsAnsweredAsync(gp);

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        delivery.PickedUp.Count.ShouldBe(1);
    }
}
