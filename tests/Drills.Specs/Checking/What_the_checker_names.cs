using CptsReferral.Drills.Checking;
using CptsReferral.Drills.History;
using Shouldly;
using Xunit;
using static CptsReferral.Drills.Specs.Checking.InventedCase;

namespace CptsReferral.Drills.Specs.Checking;

/// <summary>A checker that finds nothing proves nothing until it has been seen to find.</summary>
public sealed class What_the_checker_names
{
    readonly InventedCase drill = new();

    [Fact]
    public void Nothing_when_all_went_well() => drill.Check().ShouldBeEmpty();

    [Fact]
    public void A_submission_that_was_acknowledged_and_does_not_exist()
    {
        var lost = Did(9, "submit", Requester, "k-2") with { Referral = Guid.CreateVersion7() };
        drill.History.Add(lost);

        var violation = drill.Check().ShouldHaveSingleItem();

        violation.Rule.ShouldBe("No acknowledged submission is lost");
        violation.Referral.ShouldBe(lost.Referral);
        violation.Operations.ShouldBe([lost]);
    }

    [Fact]
    public void A_key_that_made_two()
    {
        drill.Others.Add(drill.Seen with { Id = Guid.CreateVersion7() });

        drill.Broken().ShouldContain("The same idempotency key never makes two");
    }

    [Fact]
    public void A_move_that_was_acknowledged_and_is_not_in_the_timeline()
    {
        var lost = Did(5, "close", Requester, "k-1-2");
        drill.History.Add(lost);

        drill.Check().ShouldContain(violation => violation.Rule == "No acknowledged move is lost or done twice" && violation.Operations.Contains(lost));
    }

    [Fact]
    public void A_move_that_was_refused_and_happened()
    {
        drill.History[2] = drill.History[2] with { Outcome = Outcome.Refused, Status = 409 };

        drill.Broken().ShouldContain("No acknowledged move is lost or done twice");
    }

    [Fact]
    public void A_move_that_stands_twice()
    {
        drill.Seen = drill.Seen with { Version = 7, Timeline = [.. drill.Seen.Timeline, Moved(7, "opened", Requester)], Clock = new ClockSeen(7, null, false) };

        drill.Broken().ShouldBe(["No acknowledged move is lost or done twice"]);
    }

    [Fact]
    public void A_gap_in_the_timeline()
    {
        drill.Seen = drill.Seen with { Timeline = [.. drill.Seen.Timeline.Where(move => move.Version != 2)] };

        drill.Broken().ShouldContain("No acknowledged move is lost or done twice");
    }

    [Fact]
    public void Not_a_move_of_which_nobody_heard()
    {
        drill.History[3] = drill.History[3] with { Outcome = Outcome.Unknown, Status = 0 };

        drill.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Two_who_hold_one_referral()
    {
        var second = Did(3, "claim", Colleague);
        drill.History.Add(second);

        drill.Check().ShouldContain(violation => violation.Rule == "No two people hold one referral" && violation.Operations.Contains(second));
    }

    [Fact]
    public void Not_two_with_a_release_between_them()
    {
        drill.History.Insert(2, Did(2, "release", Expert, "k-1-3") with { Sent = TimeSpan.FromSeconds(2.6), Known = TimeSpan.FromSeconds(2.7) });
        drill.History[3] = Did(4, "answer", Colleague, "k-1-1");
        drill.History.Add(Did(3, "claim", Colleague));
        drill.Seen = drill.Seen with
        {
            Version = 8,
            Text = drill.Seen.Text + "k-1-3.",
            Timeline = [
                Moved(1, "submitted", Requester), Moved(2, "queued"), Moved(3, "claimed", Expert), Moved(4, "released", Expert), Moved(5, "claimed", Colleague),
                Moved(6, "answered", Colleague), Moved(7, "delivered"), Moved(8, "opened", Requester)],
            Clock = new ClockSeen(8, null, false),
        };

        drill.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_who_is_told_twice()
    {
        drill.Arrivals.Add(new Arrival("mail", Requester, Referral, "answer", "2@example.org"));

        var violation = drill.Check().ShouldHaveSingleItem();

        violation.Rule.ShouldBe("Nobody is told twice");
        violation.Referral.ShouldBe(Referral);
    }

    [Fact]
    public void An_inbox_entry_that_stands_twice()
    {
        drill.Arrivals.Add(drill.Arrivals[0]);

        drill.Broken().ShouldBe(["Nobody is told twice"]);
    }

    [Fact]
    public void Not_a_mail_that_was_sent_again_under_its_own_id()
    {
        drill.Arrivals.Add(drill.Arrivals[1]);

        drill.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_who_was_not_told()
    {
        drill.Arrivals.RemoveAll(arrival => arrival.Channel == "mail");

        drill.Broken().ShouldBe(["Everybody is told"]);
    }

    [Fact]
    public void A_referral_on_no_worklist_or_on_two()
    {
        drill.History.RemoveAll(operation => operation.Kind is "answer" or "open");
        drill.Arrivals.RemoveAll(arrival => arrival.About == "answer");
        drill.Seen = drill.Seen with
        {
            Status = "claimed",
            Version = 3,
            Text = "Question inventée k-1.",
            Answer = null,
            Timeline = [.. drill.Seen.Timeline.Take(3)],
            Clock = new ClockSeen(3, new DateTime(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc), IsSet: true),
        };
        drill.Broken().ShouldBe(["Every referral is in exactly one place"]);
        drill.Seen = drill.Seen with { Places = 2 };
        drill.Broken().ShouldBe(["Every referral is in exactly one place"]);
        drill.Seen = drill.Seen with { Places = 1 };
        drill.Check().ShouldBeEmpty();

        drill.Seen = drill.Seen with { Clock = drill.Seen.Clock! with { IsSet = false } };
        drill.Broken().ShouldBe(["No clock is silent"]);
    }

    [Fact]
    public void A_dead_letter()
    {
        drill.DeadLetters.Add("BringHome, System.InvalidOperationException");

        drill.Broken().ShouldBe(["No message fails for good, and none is left"]);
    }

    [Fact]
    public void A_reply_that_nothing_announces()
    {
        drill.History.Add(Did(8, "read", Requester, outcome: Outcome.Undocumented, status: 500, code: "internal"));

        drill.Broken().ShouldBe(["Every reply is a documented one"]);
    }
}
