using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Journeys;

public abstract class At_the_desk(DeployedSwitchboard board) : Journey(board)
{
    [Fact]
    public async Task One_of_two_cardiologists_gets_the_request()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        var doors = Board.Gateways.Select(gateway => gateway.Address).ToList();
        using var first = new Persona(doors[0], "demo-cardiologist");
        using var second = new Persona(doors[^1], "demo-cardiologist-2");
        await Task.WhenAll(first.GetsAsync("/api/lanes", Cancellation), second.GetsAsync("/api/lanes", Cancellation));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? first : second).DoesAsync("claim", id, Cancellation)));

        var winner = replies.Where(reply => reply.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        var holder = winner.Json.GetProperty("holder").GetProperty("name").GetString()!;
        var lost = replies.Where(reply => reply.Status != HttpStatusCode.OK).ToList();
        lost.ShouldAllBe(reply => reply.Status == HttpStatusCode.Conflict && reply.Json.GetProperty("state").GetString() == "claimed");
        var ofTheOther = lost.Where(reply => reply.Code == "referral.held-by-another").ToList();
        ofTheOther.Count.ShouldBe(10);
        ofTheOther.ShouldAllBe(reply => reply.Json.GetProperty("holder").EnumerateObject().Single().Value.GetString() == "cardiologist");
        ofTheOther.ShouldAllBe(reply => !reply.Text.Contains(holder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_due_first_is_on_top()
    {
        var earlier = await Board.QueuedAsync("cardiology", Cancellation);
        var later = await Board.QueuedAsync("cardiology", Cancellation, Board.Gp2);
        await DoneAsync(Board.Cardiologist, "claim", earlier);

        var ids = await WorklistAsync(Board.Cardiologist2, "cardiology");

        ids.ShouldBeUnique();
        ids.Where(id => id == earlier || id == later).ShouldBe([earlier, later]);
        var page = (await Board.Cardiologist2.GetsAsync("/api/worklists/cardiology?limit=200", Cancellation)).Json;
        var dues = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("dueAt")).Where(due => due.ValueKind == JsonValueKind.String)
            .Select(due => due.GetDateTimeOffset()).ToList();
        dues.ShouldBe(dues.Order());
    }

    [Fact]
    public async Task The_worklist_of_another_desk_does_not_exist()
    {
        (await Board.Dermatologist.GetsAsync("/api/worklists/ecg", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Board.Gp.GetsAsync("/api/worklists/ecg", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Board.Cardiologist.GetsAsync("/api/worklists/imaging", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Twenty_identical_posts_make_one_referral()
    {
        var key = Guid.CreateVersion7().ToString("N");
        var request = await Board.RequestAsync("ecg", Board.Gp2, Cancellation);
        var before = await CountAsync();
        var doors = Board.Gateways.Select(gateway => new Persona(gateway.Address, "demo-gp-2")).ToList();
        await Task.WhenAll(doors.Select(door => door.GetsAsync("/api/lanes", Cancellation)));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            doors[n % doors.Count].SubmitsAsync((JsonObject)request.DeepClone(), Cancellation, key)));

        replies.ShouldAllBe(reply => reply.Status == HttpStatusCode.Created);
        var id = replies.Select(reply => reply.Id).Distinct().ShouldHaveSingleItem();
        (await CountAsync()).ShouldBe(before + 1);
        await ReachesAsync(id, "queued", Board.Gp2);
        request["question"] = "Une autre question ?";
        (await Board.Gp2.SubmitsAsync(request, Cancellation, key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        doors.ForEach(door => door.Dispose());

        async Task<int> CountAsync() =>
            (await Board.Gp2.GetsAsync("/api/referrals?limit=200", Cancellation)).Json.GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Events_are_heard_live_and_again_after_a_break()
    {
        var id = Guid.Empty;
        var heard = await Board.Nurse.HearsAsync(2, lastEventId: null, Cancellation, async () =>
        {
            id = await Board.ClaimedAsync("ecg", Cancellation, Board.Nurse);
            await DoneAsync(Board.Cardiologist, "information-request", id, new JsonObject { ["question"] = "Quel âge ?" });
            await Eventually.SeesAsync(() => Board.MailsAbout(id).Count, count => count == 1, Cancellation, Patience);
            await DoneAsync(Board.Nurse, "information", id, new JsonObject { ["text"] = "Soixante ans." });
            await AnsweredAsync(Board.Cardiologist, "ecg", id);
        });

        heard.Select(e => e.Kind).ShouldBe(["information-request", "answer"]);
        heard.ShouldAllBe(e => e.Data.GetProperty("referralId").GetGuid() == id);
        // A listener that lost its line goes on at any gateway.
        using var elsewhere = new Persona(Board.Gateways[^1].Address, "demo-nurse");
        await elsewhere.GetsAsync("/api/lanes", Cancellation);
        var again = await elsewhere.HearsAsync(1, heard[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Cancellation);
        again.Single().Id.ShouldBe(heard[1].Id);
    }
}

[Collection(StandaloneShape.Standalone)]
public sealed class At_the_desk_on_standalone(StandaloneProcess board) : At_the_desk(board);

[Collection(SplitShape.Split)]
public sealed class At_the_desk_on_split(SplitHost board) : At_the_desk(board);
