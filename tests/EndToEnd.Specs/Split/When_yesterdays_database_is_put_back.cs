using System.Net;
using System.Text.Json;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Support;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Split;

/// <summary>
/// The database is that of yesterday, the broker that of today: it still holds what the hosts had no time for. Nothing is done about what is
/// not there, what is missing is told, and work goes on from where the database stands.
/// </summary>
[Collection(SplitShape.Split)]
public sealed class When_yesterdays_database_is_put_back(SplitHost board) : Journey(board)
{
    [Fact]
    public async Task What_it_does_not_know_is_told_and_what_it_knows_goes_on()
    {
        var kept = await Board.QueuedAsync("cardiology", Cancellation);
        var answered = await Board.AnsweredAsync("ecg", Cancellation);
        await ReachesAsync(answered, "delivered");
        var backup = await board.BackUpAsync();

        // Today: the rooms behind the gateway are down, so what is done lies on the broker.
        var behind = board.Hosts.Where(host => host.Room is "Routing" or "Desk" or "Delivery").ToList();
        await Task.WhenAll(behind.Select(host => host.StopAsync()));
        var request = await Board.RequestAsync("oncology", Board.Gp, Cancellation);
        var key = Guid.CreateVersion7().ToString("N");
        var lost = (await Board.Gp.SubmitsAsync(request, Cancellation, key)).Id;
        await DoneAsync(Board.Cardiologist, "claim", kept);
        await Eventually.ShouldBeAsync(() => SentAsync(lost, kept), expected: true, Cancellation, Patience);
        await Task.WhenAll(board.Gateways.Select(host => host.StopAsync()));

        await board.PutBackAsync(backup, Cancellation);
        await SplitHost.StartAgainAsync([.. board.Gateways, .. behind]);

        var told = await Eventually.SeesAsync(() => StraysAsync(lost, kept), strays => strays.Count >= 2, Cancellation, Patience);
        told.ShouldBe([(lost, nameof(ReferralSubmitted)), (kept, nameof(ReferralClaimed))], ignoreOrder: true);
        (await Board.Gp.ReadsAsync(lost, Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);

        // What is missing is sent again, under the same key; the request that was taken is taken again.
        var again = await Board.Gp.SubmitsAsync(request, Cancellation, key);
        again.Status.ShouldBe(HttpStatusCode.Created, again.ToString());
        await ReachesAsync(again.Id, "queued");
        await DoneAsync(Board.Cardiologist, "claim", kept);
        await AnsweredAsync(Board.Cardiologist, "cardiology", kept);
        await ReachesAsync(kept, "delivered");
        await MailsAsync(kept, 1);
        await MailsAsync(answered, 1);
        await Eventually.ShouldBeAsync(AgreesAsync, expected: true, Cancellation, Patience);
    }

    async Task<bool> SentAsync(params Guid[] referrals)
    {
        var rows = await Board.Database.RowsAsync("OutboxMessage", ["CorrelationId", "SentUtc", "TokenId"], Cancellation);
        return referrals.All(referral => rows.Any(row => row.IdOrNone("CorrelationId") == referral && row.IdOrNone("TokenId") is null && row.InstantOrNone("SentUtc") is not null));
    }

    async Task<IReadOnlyList<(Guid Referral, string Message)>> StraysAsync(params Guid[] about) =>
    [
        .. (await CheckAsync()).GetProperty("strayMessages").EnumerateArray()
            .Where(stray => stray.GetProperty("referralId").ValueKind == JsonValueKind.String)
            .Select(stray => (Referral: stray.GetProperty("referralId").GetGuid(), stray.GetProperty("message").GetString()!))
            .Where(stray => about.Contains(stray.Referral)),
    ];

    async Task<bool> AgreesAsync()
    {
        var check = await CheckAsync();
        return check.GetProperty("open").GetInt32() == check.GetProperty("accountedFor").GetInt32();
    }

    async Task<JsonElement> CheckAsync() => (await Board.Coordinator.GetsAsync("/api/reconciliation", Cancellation)).Json;
}
