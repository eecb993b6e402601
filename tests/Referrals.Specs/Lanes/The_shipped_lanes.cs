using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Support;
using CsCheck;
using NJsonSchema;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Lanes;

public sealed class The_shipped_lanes
{
    public static TheoryData<string> Codes => [.. ShippedLanes.All.Select(lane => lane.Code)];

    [Fact]
    public void Are_those_of_the_catalogue() =>
        ShippedLanes.All.Select(lane => lane.Code).ShouldBe(["cardiology", "dermatology", "ecg", "imaging", "oncology"]);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Keep_every_rule_of_a_lane(string code) => LaneDocumentValidation.Check(Lane(code)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Satisfy_the_published_schema_in_somebody_elses_eyes(string code)
    {
        var schema = await JsonSchema.FromJsonAsync(LaneSchema.Json, TestContext.Current.CancellationToken);

        schema.Validate(Wire(code).ToJsonString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("code", "\"Dermatology\"")]
    [InlineData("need", "\"surgery\"")]
    [InlineData("desk", "{}")]
    [InlineData("clock", "null")]
    public async Task Would_not_satisfy_it_if_they_were_broken(string member, string json)
    {
        var schema = await JsonSchema.FromJsonAsync(LaneSchema.Json, TestContext.Current.CancellationToken);
        var broken = Wire("dermatology");
        broken[member] = JsonNode.Parse(json);

        schema.Validate(broken.ToJsonString()).ShouldNotBeEmpty();
        LaneDocumentValidation.Read(JsonElement.Parse(broken.ToJsonString()), out var faults).ShouldBeNull();
        faults.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Come_back_the_same_from_the_wire(string code)
    {
        var wire = Wire(code);

        var read = LaneDocumentValidation.Read(JsonElement.Parse(wire.ToJsonString()), out _).ShouldNotBeNull();

        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(read, LaneJson.Options), wire).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Look_the_same_whoever_serialises_them(string code) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(Lane(code), JsonSerializerOptions.Web), Wire(code)).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Codes))]
    public void Can_be_asked_and_answered_by_a_client_that_knows_only_their_schemas(string code)
    {
        var lane = Lane(code);
        foreach (var form in new[] { lane.Request, lane.Answer })
        {
            Faults(form, SchemaDrivenForm.Minimal(form)).ShouldBeEmpty();
            Faults(form, SchemaDrivenForm.Full(form)).ShouldBeEmpty();
            Gen.Int.Sample(seed => Faults(form, SchemaDrivenForm.Any(form, new Random(seed))).Count is 0, iter: 200);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Refuse_a_form_that_lacks_any_required_field(string code)
    {
        var form = Lane(code).Request;
        foreach (var field in form.GetProperty("required").EnumerateArray().Select(name => name.GetString()!))
        {
            var answers = SchemaDrivenForm.Minimal(form);
            answers.Remove(field);

            Faults(form, answers).ShouldContain(fault => fault.Field == $"answers.{field}" && fault.Code == "required");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Stop_at_every_red_flag_and_exclusion(string code)
    {
        var form = Lane(code).Request;
        var stops = form.GetProperty("properties").EnumerateObject()
            .Where(field => field.Value.TryGetProperty("const", out _) && !form.GetProperty("required").EnumerateArray().All(name => name.GetString() != field.Name))
            .ToList();
        stops.ShouldNotBeEmpty();
        foreach (var stop in stops)
        {
            var answers = SchemaDrivenForm.Minimal(form);
            answers[stop.Name] = true;

            var fault = Faults(form, answers).ShouldHaveSingleItem();
            fault.Field.ShouldBe($"answers.{stop.Name}");
            fault.Code.ShouldBe(stop.Value.TryGetProperty("x-red-flag", out _) ? "red-flag" : "exclusion");
        }
    }

    [Fact]
    public void Have_the_clocks_of_the_territory()
    {
        Stages("dermatology").ShouldBe([("completion", 72, LaneCalendarKind.OpeningHours)]);
        Stages("cardiology").ShouldBe([("completion", 72, LaneCalendarKind.OpeningHours)]);
        Stages("ecg").ShouldBe([("completion", 24, LaneCalendarKind.Continuous)]);
        Stages("imaging").ShouldBe([("first-response", 24, LaneCalendarKind.OpeningHours), ("completion", 48, LaneCalendarKind.OpeningHours)]);
        Stages("oncology").ShouldBe([("completion", 72, LaneCalendarKind.OpeningHours)]);
    }

    [Fact]
    public void Climb_the_whole_ladder()
    {
        foreach (var lane in ShippedLanes.All)
        {
            lane.Clock.Escalation.Where(rung => rung.Stage is LaneStage.Completion).OrderBy(rung => rung.At).Select(rung => rung.Act)
                .ShouldBe([ClockActKind.TellHolder, ClockActKind.ReleaseClaim, ClockActKind.WakeBackup, ClockActKind.TellCoordinator], lane.Code);
        }
    }

    [Fact]
    public void Ask_for_the_pictures_and_tracings_their_experts_need()
    {
        Lane("dermatology").Attachments.Min.ShouldBe(2);
        Lane("dermatology").Attachments.Kinds.ShouldAllBe(kind => kind.StartsWith("image/", StringComparison.Ordinal));
        Lane("ecg").Attachments.Min.ShouldBe(1);
        Lane("ecg").Attachments.Kinds.ShouldContain("application/dicom");
    }

    static IEnumerable<(string, int, LaneCalendarKind)> Stages(string code) =>
        Lane(code).Clock.Stages.Select(stage => (stage.Code, (int)stage.Duration.TotalHours, stage.Calendar.Kind));

    static LaneDocument Lane(string code) => ShippedLanes.All.Single(lane => lane.Code == code);

    static JsonObject Wire(string code) => JsonNode.Parse(ShippedLanes.ReadText($"lanes/{code}.json"))!.AsObject();

    static IReadOnlyList<Fault> Faults(JsonElement form, JsonObject answers) =>
        LaneForm.Validate(form, JsonElement.Parse(answers.ToJsonString()), "answers");
}
