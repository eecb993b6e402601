using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Time;

/// <summary>An ECG posted on a Tuesday morning, and nobody there to read it.</summary>
public sealed class When_nobody_answers_in_time() : DrivenTime(new DateTimeOffset(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(2)))
{
    [Fact]
    public async Task People_are_warned_then_the_breach_is_written_down_and_seen()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        await PassesAsync(11);
        (await InboxAsync(Board.Cardiologist, id)).ShouldNotContain("warning");
        (await BoardOfAsync("ecg")).GetProperty("atRisk").GetInt32().ShouldBe(0);

        await PassesAsync(2);
        (await InboxAsync(Board.Cardiologist, id)).Count(kind => kind == "warning").ShouldBe(1);

        await PassesAsync(7.5);
        (await InboxAsync(Board.Cardiologist2, id)).Count(kind => kind == "warning").ShouldBe(2);
        var atRisk = await BoardOfAsync("ecg");
        atRisk.GetProperty("atRisk").GetInt32().ShouldBe(1);
        atRisk.GetProperty("breached").GetInt32().ShouldBe(0);
        (await InboxAsync(Board.Coordinator, id)).ShouldBeEmpty();

        await PassesAsync(2);
        // 0.9: the backup of this desk is its own group.
        (await InboxAsync(Board.Cardiologist, id)).Count(kind => kind == "warning").ShouldBe(3);

        await PassesAsync(2);
        (await InboxAsync(Board.Coordinator, id)).ShouldBe(["breach"]);
        var late = await BoardOfAsync("ecg");
        late.GetProperty("breached").GetInt32().ShouldBe(1);
        late.GetProperty("atRisk").GetInt32().ShouldBe(0);
        var breach = await RegisterAsync();
        breach.GetProperty("referralId").GetGuid().ShouldBe(id);
        breach.GetProperty("stage").GetString().ShouldBe("completion");
        breach.GetProperty("cause").ValueKind.ShouldBe(JsonValueKind.Null);
        (breach.GetProperty("recordedAt").GetDateTimeOffset() - breach.GetProperty("dueAt").GetDateTimeOffset()).ShouldBeLessThan(TimeSpan.FromHours(1));
        breach.GetRawText().ShouldNotContain("DURAND-FICTIF");

        await OkAsync(Board.Coordinator.PatchesAsync(
            $"/api/breaches/{breach.GetProperty("id").GetGuid()}", new JsonObject { ["cause"] = "Aucun lecteur disponible" }.ToJsonString(), Cancellation));
        (await RegisterAsync()).GetProperty("cause").GetString().ShouldBe("Aucun lecteur disponible");

        await OkAsync(Board.Cardiologist.DoesAsync("claim", id, Cancellation));
        await AnswersAsync(id, "ecg");
        var done = await BoardOfAsync("ecg");
        done.GetProperty("open").GetInt32().ShouldBe(0);
        done.GetProperty("breached").GetInt32().ShouldBe(0);
        done.GetProperty("lastDay").GetProperty("completed").GetInt32().ShouldBe(1);
        done.GetProperty("lastDay").GetProperty("inTime").GetInt32().ShouldBe(0);

        // What has ended makes no more noise.
        await PassesAsync(3);
        (await InboxAsync(Board.Coordinator, id)).ShouldBe(["breach"]);
    }

    async Task<JsonElement> RegisterAsync() =>
        (await ReadsAsync(Board.Coordinator, "/api/breaches?lane=ecg")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
}
