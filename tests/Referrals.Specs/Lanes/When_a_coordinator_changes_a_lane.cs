using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Lanes;

public sealed class When_a_coordinator_changes_a_lane
{
    [Fact]
    public async Task A_new_version_is_stored_and_the_old_one_stays()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        var before = await Current(catalogue, "ecg");

        var saved = (await catalogue.SaveAsync(Faster(before), expectedVersion: 1)).ShouldBeOfType<LaneSaveOutcome.Saved>();

        saved.Document.Version.ShouldBe(2);
        (await Current(catalogue, "ecg")).Version.ShouldBe(2);
        (await catalogue.AskAfreshAsync(lanes => lanes.GetCurrentAsync("ecg"))).ShouldNotBeNull().Clock.Stages[0].Duration.ShouldBe(TimeSpan.FromHours(12));
        var old = (await catalogue.AskAfreshAsync(lanes => lanes.GetAsync("ecg", 1))).ShouldNotBeNull();
        old.Clock.Stages[0].Duration.ShouldBe(TimeSpan.FromHours(24));
        (await catalogue.RowsAsync()).Where(row => row.Code == "ecg").Select(row => (row.Version, row.CreatedBy))
            .ShouldBe([(1, null), (2, Catalogue.Coordinator)]);
    }

    [Fact]
    public async Task What_was_promised_under_the_old_version_is_still_read_the_same()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        var posted = Instant.Paris("2026-11-27 17:00");
        var facts = new ClockFacts(posted, posted.AddHours(1), null, posted.AddHours(1), [new Pause(posted.AddHours(2), posted.AddHours(3))]);
        var before = await ReadingAsync();

        await catalogue.SaveAsync(Faster(await Current(catalogue, "ecg")), expectedVersion: 1);

        JsonSerializer.Serialize(await ReadingAsync()).ShouldBe(JsonSerializer.Serialize(before));

        async Task<ClockReading> ReadingAsync() => ReferralClock.Read(
            (await catalogue.AskAfreshAsync(lanes => lanes.GetAsync("ecg", 1))).ShouldNotBeNull().Clock, facts, posted.AddHours(5));
    }

    [Fact]
    public async Task The_version_written_in_the_document_counts_for_nothing()
    {
        await using var catalogue = await Catalogue.SeededAsync();

        var outcome = await catalogue.SaveAsync(await Current(catalogue, "ecg") with { Version = 41 }, expectedVersion: 1);

        outcome.ShouldBeOfType<LaneSaveOutcome.Saved>().Document.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Somebody_elses_work_is_not_overwritten(int expectedVersion)
    {
        await using var catalogue = await Catalogue.SeededAsync();

        var outcome = await catalogue.SaveAsync(await Current(catalogue, "ecg"), expectedVersion);

        outcome.ShouldBeOfType<LaneSaveOutcome.Refused>().Refusal.ShouldBe(new Stale(1));
        (await catalogue.RowsAsync()).Count(row => row.Code == "ecg").ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_save_at_once_the_second_is_told()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        var lane = await Current(catalogue, "ecg");

        var outcome = await catalogue.SaveAgainstAsync(lane, Faster(lane), expectedVersion: 1);

        outcome.ShouldBeOfType<LaneSaveOutcome.Refused>().Refusal.ShouldBe(new Stale(2));
        (await Current(catalogue, "ecg")).Clock.Stages[0].Duration.ShouldBe(TimeSpan.FromHours(12));
    }

    [Fact]
    public async Task A_document_with_faults_is_refused_whole()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        var lane = await Current(catalogue, "ecg");

        var outcome = await catalogue.SaveAsync(lane with { Code = "No such code", Requesters = [] }, expectedVersion: 0);

        outcome.ShouldBeOfType<LaneSaveOutcome.Refused>().Refusal.ShouldBeOfType<Invalid>().Faults.Select(fault => fault.Field).ShouldBe(["code", "requesters"], ignoreOrder: true);
        (await catalogue.RowsAsync()).Count.ShouldBe(ShippedLanes.All.Count);
    }

    [Fact]
    public async Task A_new_lane_is_one_more_document()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        var admission = Catalogue.Changed(await Current(catalogue, "oncology"), lane =>
        {
            lane["code"] = "direct-admission";
            lane["title"] = new JsonObject { ["fr"] = "Entrée directe", ["en"] = "Direct admission" };
            lane["desk"]!["code"] = "bed-managers";
            lane["desk"]!["functions"] = new JsonArray("bed-manager");
        });

        var saved = (await catalogue.SaveAsync(admission, expectedVersion: 0)).ShouldBeOfType<LaneSaveOutcome.Saved>().Document;

        saved.Version.ShouldBe(1);
        (await catalogue.AskAsync(lanes => lanes.ListAsync())).Select(lane => lane.Code)
            .ShouldBe(["cardiology", "dermatology", "direct-admission", "ecg", "imaging", "oncology"]);
        LaneForm.Validate(saved.Request, JsonElement.Parse(SchemaDrivenForm.Minimal(saved.Request).ToJsonString()), "answers").ShouldBeEmpty();
    }

    [Fact]
    public async Task Starting_again_leaves_it_alone()
    {
        await using var catalogue = await Catalogue.SeededAsync();
        await catalogue.SaveAsync(Faster(await Current(catalogue, "ecg")), expectedVersion: 1);

        await catalogue.SeedAsync();

        (await catalogue.RowsAsync()).Count.ShouldBe(ShippedLanes.All.Count + 1);
        (await Current(catalogue, "ecg")).Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_never_existed_is_nothing()
    {
        await using var catalogue = await Catalogue.SeededAsync();

        (await catalogue.AskAsync(lanes => lanes.GetCurrentAsync("surgery"))).ShouldBeNull();
        (await catalogue.AskAsync(lanes => lanes.GetAsync("ecg", 2))).ShouldBeNull();
    }

    static LaneDocument Faster(LaneDocument lane) =>
        Catalogue.Changed(lane, json => json["clock"]!["stages"]![0]!["duration"] = "PT12H");

    static async Task<LaneDocument> Current(Catalogue catalogue, string code) =>
        (await catalogue.AskAsync(lanes => lanes.GetCurrentAsync(code))).ShouldNotBeNull();
}
