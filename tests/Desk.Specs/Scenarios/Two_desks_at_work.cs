using CptsReferral.Referrals;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using CptsReferral.Support.Rooms;
using Shouldly;
using Xunit;

namespace CptsReferral.Desk.Specs.Scenarios;

/// <summary>Two processes over one database: whoever is faster takes a message, and no referral is queued twice.</summary>
public sealed class Two_desks_at_work : DeskScenario
{
    [Fact]
    public async Task Queue_each_referral_once()
    {
        await using var second = await DeskHost.StartAsync(Database, SpecBus.InMemory, Time, Cancellation);
        var cardiologist = await Desk.HasPersonAsync("cardiologist");
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++)
            ids.Add(await AnEcgAsync());

        foreach (var id in ids)
        {
            await Desk.ReceivesAsync(id, "ecg");
            await second.ReceivesAsync(id, "ecg");
        }

        await Eventually.SeesAsync(
            async () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                return await Desk.Process.CountAsync();
            },
            seen => seen.Handled >= 12,
            Cancellation);
        foreach (var id in ids)
        {
            var referral = await Desk.ReferralAsync(id);
            referral.Status.ShouldBe(ReferralStatus.Queued);
            referral.Version.ShouldBe(2);
        }

        (await Desk.InboxAsync(cardiologist)).Select(entry => entry.ReferralId).ShouldBe(ids, ignoreOrder: true);
    }
}
