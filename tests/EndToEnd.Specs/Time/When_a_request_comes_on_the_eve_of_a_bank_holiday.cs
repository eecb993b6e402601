using System.Text.Json;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Time;

/// <summary>Friday 14 May 2027, 17:00 in Paris; Monday the 17th is Whit Monday.</summary>
public sealed class When_a_request_comes_on_the_eve_of_a_bank_holiday() : DrivenTime(Friday)
{
    static readonly DateTimeOffset Friday = new(2027, 5, 14, 17, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task The_clock_of_an_ecg_runs_on()
    {
        var clock = await ClockAsync("ecg");

        var start = clock.GetProperty("start").GetDateTimeOffset();
        start.ShouldBe(Friday, TimeSpan.FromMinutes(30));
        start.Offset.ShouldBe(TimeSpan.FromHours(2));
        var stage = clock.GetProperty("stages").EnumerateArray().ShouldHaveSingleItem();
        stage.GetProperty("exclusions").GetArrayLength().ShouldBe(0);
        clock.GetProperty("due").GetDateTimeOffset().ShouldBe(start.AddHours(24));
        clock.GetProperty("next").GetProperty("at").GetDateTimeOffset().ShouldBe(start.AddHours(12));
        clock.GetProperty("explanation").GetProperty("fr").GetString()!.ShouldContain("samedi 15 mai");
    }

    [Fact]
    public async Task The_clock_of_imaging_waits_for_tuesday()
    {
        var clock = await ClockAsync("imaging");

        var start = clock.GetProperty("start").GetDateTimeOffset();
        var first = Stage(clock, "first-response");
        first.GetProperty("due").GetDateTimeOffset().ShouldBe(start.AddHours(24));
        var completion = Stage(clock, "completion");
        completion.GetProperty("due").GetDateTimeOffset().ShouldBe(start.AddHours(48 + 48));
        var exclusions = completion.GetProperty("exclusions").EnumerateArray().ToList();
        exclusions.Select(exclusion => exclusion.GetProperty("reason").GetString()).ShouldBe(["sunday", "public-holiday"]);
        exclusions[1].GetProperty("title").GetProperty("fr").GetString()!.ShouldContain("Pentecôte");
        exclusions[1].GetProperty("from").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2027, 5, 17, 0, 0, 0, TimeSpan.FromHours(2)));
        clock.GetProperty("lane").GetString().ShouldBe("imaging");
        clock.GetProperty("laneVersion").GetInt32().ShouldBe(1);
    }

    async Task<JsonElement> ClockAsync(string lane) =>
        await ReadsAsync(Board.Gp, $"/api/referrals/{await Board.SubmittedAsync(lane, Cancellation)}/clock");

    static JsonElement Stage(JsonElement clock, string code) =>
        clock.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("code").GetString() == code);
}
