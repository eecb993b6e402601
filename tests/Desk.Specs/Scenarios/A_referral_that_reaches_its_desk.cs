using CptsReferral.Referrals;
using Shouldly;
using Xunit;

namespace CptsReferral.Desk.Specs.Scenarios;

public sealed class A_referral_that_reaches_its_desk : DeskScenario
{
    [Fact]
    public async Task Is_on_the_worklist_and_everybody_who_answers_the_lane_is_told()
    {
        var one = await Desk.HasPersonAsync("cardiologist");
        var other = await Desk.HasPersonAsync("cardiologist");
        var gone = await Desk.HasPersonAsync("cardiologist", active: false);
        var stranger = await Desk.HasPersonAsync("dermatologist");
        var id = await AnEcgAsync();

        await IsQueuedAsync(id);

        var referral = await Desk.ReferralAsync(id);
        referral.Status.ShouldBe(ReferralStatus.Queued);
        referral.WorklistDueUtc.ShouldBe(Desk.Now + TimeSpan.FromHours(24));
        (await Desk.ToldAsync(one)).ShouldBe("queued");
        (await Desk.ToldAsync(other)).ShouldBe("queued");
        (await Desk.ToldAsync(gone)).ShouldBeEmpty();
        (await Desk.ToldAsync(stranger)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_queued_once_however_often_it_comes()
    {
        var cardiologist = await Desk.HasPersonAsync("cardiologist");
        var id = await AnEcgAsync();

        await IsQueuedAsync(id);
        await Desk.ReceivesAsync(id, "ecg");
        await Desk.ReceivesAsync(id, "ecg");
        await Desk.HandlesAsync(3, Cancellation);

        (await Desk.ReferralAsync(id)).Version.ShouldBe(2);
        (await Desk.ToldAsync(cardiologist)).ShouldBe("queued");
    }

    [Fact]
    public async Task Stays_cancelled_when_it_was_cancelled_on_its_way()
    {
        var cardiologist = await Desk.HasPersonAsync("cardiologist");
        var id = await AnEcgAsync();
        await Desk.CancelsAsync(id, Requester, told: false);

        await Desk.ReceivesAsync(id, "ecg");
        await Desk.HandlesAsync(1, Cancellation);

        (await Desk.StatusAsync(id)).ShouldBe(ReferralStatus.Cancelled);
        (await Desk.ToldAsync(cardiologist)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_told_only_to_those_whom_the_rota_names()
    {
        var now = Desk.Now;
        var onDuty = await Desk.HasPersonAsync("cardiologist");
        var offDuty = await Desk.HasPersonAsync("cardiologist");
        await Desk.PutsOnDutyAsync(onDuty, "ecg-readers", now.AddHours(-1), now.AddHours(1));
        await Desk.PutsOnDutyAsync(offDuty, "ecg-readers", now.AddHours(-9), now);
        await Desk.PutsOnDutyAsync(offDuty, "dermatologists", now.AddHours(-1), now.AddHours(1));
        var id = await AnEcgAsync();

        await IsQueuedAsync(id);

        (await Desk.ToldAsync(onDuty)).ShouldBe("queued");
        (await Desk.ToldAsync(offDuty)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_told_to_the_back_up_when_nobody_else_is_there()
    {
        var backup = await Desk.HasPersonAsync("general-cardiology-nurse");
        await Desk.AddsLaneAsync("night-ecg", like: "ecg", lane => lane with
        {
            Desk = lane.Desk with { Code = "night-readers", Functions = ["night-cardiologist"], Backup = [backup.Function] },
        });
        var id = await Desk.SubmitsAsync("night-ecg", Requester, told: false);
        await Desk.ConnectsNewLanesAsync("night-ecg", Cancellation);

        await Desk.ReceivesAsync(id, "night-ecg");
        await Desk.HandlesAsync(1, Cancellation);

        (await Desk.StatusAsync(id)).ShouldBe(ReferralStatus.Queued);
        (await Desk.ToldAsync(backup)).ShouldBe("queued");
    }

    async Task IsQueuedAsync(Guid id)
    {
        await Desk.ReceivesAsync(id, "ecg");
        await Desk.HandlesAsync(1, Cancellation);
    }
}
