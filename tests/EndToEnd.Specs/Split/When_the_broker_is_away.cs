using System.Globalization;
using System.Net;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Split;

/// <summary>People go on working without RabbitMQ; afterwards everything arrives, once.</summary>
[Collection(SplitShape.Split)]
public sealed class When_the_broker_is_away(SplitHost board) : Journey(board)
{
    /// <summary>How long it stays away; a minute and more is for those who have it.</summary>
    const string OutageVariable = "CPTS_OUTAGE_SECONDS";

    static TimeSpan Outage { get; } = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable(OutageVariable) ?? "20", CultureInfo.InvariantCulture));

    [Fact]
    public async Task People_go_on_and_afterwards_all_arrives_once()
    {
        var onWorklist = await Board.QueuedAsync("ecg", Cancellation);
        var held = await Board.ClaimedAsync("cardiology", Cancellation);

        var submitted = new List<Guid>();
        await board.WithoutBrokerAsync(
            Outage,
            async () =>
            {
                if (submitted.Count == 0)
                {
                    await DoneAsync(Board.Cardiologist, "claim", onWorklist);
                    await AnsweredAsync(Board.Cardiologist, "ecg", onWorklist);
                    await AnsweredAsync(Board.Cardiologist, "cardiology", held);
                }

                submitted.Add(await Board.SubmittedAsync("oncology", Cancellation));
                (await Board.Gp.ReadsAsync(onWorklist, Cancellation)).ReferralStatus.ShouldBe("answered");
                Board.MailsAbout(onWorklist).ShouldBeEmpty();
            },
            Cancellation);

        await ReachesAsync(onWorklist, "delivered");
        await ReachesAsync(held, "delivered");
        foreach (var id in submitted)
            await ReachesAsync(id, "queued");
        await MailsAsync(onWorklist, 1);
        await MailsAsync(held, 1);
        await AreToldOnceAsync(Board.Oncologist, submitted);
        await AreToldOnceAsync(Board.Gp, [onWorklist, held]);
    }

    [Fact]
    public async Task And_has_lost_its_disk_nothing_is_lost_and_nobody_is_told_twice()
    {
        var told = await Board.AnsweredAsync("ecg", Cancellation);
        await ReachesAsync(told, "delivered");
        var answered = await Board.ClaimedAsync("cardiology", Cancellation);
        await Task.WhenAll(board.Deliveries.Concat(board.Desks).Select(host => host.KillAsync()));
        await AnsweredAsync(Board.Cardiologist, "cardiology", answered);
        var submitted = await Board.SubmittedAsync("oncology", Cancellation);
        // Both are on the broker now, in queues that nobody reads.
        await Eventually.SeesAsync(
            async () => (await board.Messages.AboutAsync(answered.ToString(), Cancellation)).Count(message => message.Type.Contains("BringHome", StringComparison.Ordinal)),
            count => count > 0, Cancellation, Patience);

        await board.WipeBrokerAsync(Cancellation);
        await Task.WhenAll(board.Deliveries.Concat(board.Desks).Select(host => host.StartAsync()));

        await ReachesAsync(submitted, "queued");
        await ReachesAsync(answered, "delivered");
        await MailsAsync(answered, 1);
        await MailsAsync(told, 1);
        await AreToldOnceAsync(Board.Oncologist, [submitted]);
        await AreToldOnceAsync(Board.Gp, [told, answered]);
    }

    static async Task AreToldOnceAsync(Persona who, IReadOnlyList<Guid> referrals)
    {
        var inbox = await who.GetsAsync("/api/inbox?limit=200", Cancellation);
        inbox.Status.ShouldBe(HttpStatusCode.OK);
        var entries = inbox.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("referralId").GetGuid()).ToList();
        foreach (var referral in referrals)
            entries.Count(entry => entry == referral).ShouldBe(1);
    }
}
