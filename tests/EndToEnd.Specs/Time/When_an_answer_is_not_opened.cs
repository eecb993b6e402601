using System.Net;
using System.Text.Json;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Time;

/// <summary>An ECG's answer: reminded after four hours, phoned after twelve.</summary>
public sealed class When_an_answer_is_not_opened() : DrivenTime(new DateTimeOffset(2027, 6, 1, 9, 0, 0, TimeSpan.FromHours(2)))
{
    [Fact]
    public async Task The_second_mailbox_is_tried_then_somebody_phones()
    {
        var id = await AnsweredAndHomeAsync();
        Board.MailsAbout(id).Select(mail => mail.To).ShouldBe(["demo-gp@example.org"]);

        await PassesAsync(5);
        Board.MailsAbout(id).Select(mail => mail.To).ShouldBe(["demo-gp@example.org", "demo-gp.second@example.org"]);
        Board.MailsAbout(id)[1].Subject.ShouldStartWith("Rappel");
        (await CallListAsync()).ShouldBeEmpty();

        await PassesAsync(8);
        var call = (await CallListAsync()).ShouldHaveSingleItem();
        call.GetProperty("referralId").GetGuid().ShouldBe(id);
        call.GetProperty("phone").GetString().ShouldBe("+33 1 99 00 00 01");
        (await InboxAsync(Board.Coordinator, id)).ShouldContain("answer-unopened");

        (await Board.Secretary.PostsAsync($"/api/call-list/{id}/settle", "{}", Cancellation)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await CallListAsync()).ShouldBeEmpty();

        await OkAsync(Board.Gp.DoesAsync("open", id, Cancellation));
        await PassesAsync(24);
        Board.MailsAbout(id).Count.ShouldBe(2);
        (await CallListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_has_opened_it_is_left_in_peace()
    {
        var id = await AnsweredAndHomeAsync();
        await OkAsync(Board.Gp.DoesAsync("open", id, Cancellation));

        await PassesAsync(24);

        Board.MailsAbout(id).ShouldHaveSingleItem();
        (await CallListAsync()).ShouldBeEmpty();
    }

    async Task<Guid> AnsweredAndHomeAsync()
    {
        var id = await Board.AnsweredAsync("ecg", Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);
        await Eventually.ShouldBeAsync(() => Board.MailsAbout(id).Count, 1, Cancellation);
        return id;
    }

    async Task<IReadOnlyList<JsonElement>> CallListAsync() =>
        [.. (await ReadsAsync(Board.Secretary, "/api/call-list")).GetProperty("items").EnumerateArray()];
}
