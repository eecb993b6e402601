using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Referrals.Lanes;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Lanes;

public sealed class A_lane_document
{
    [Theory]
    [InlineData("code", "\"Ecg\"", "code", "pattern")]
    [InlineData("code", "\"e\"", "code", "pattern")]
    [InlineData("code", "null", "code", "type")]
    [InlineData("color", "\"red\"", "color", "unknown-field")]
    [InlineData("title", "{ \"fr\": \"ECG\" }", "title.en", "required")]
    [InlineData("need", "\"surgery\"", "need", "not-allowed")]
    [InlineData("requesters", "[]", "requesters", "too-few")]
    [InlineData("desk.functions", "[]", "desk.functions", "too-few")]
    [InlineData("indications[1].code", "\"diabetes-yearly\"", "indications[1].code", "duplicate")]
    [InlineData("attachments.max", "0", "attachments.max", "too-small")]
    [InlineData("attachments.kinds", "[]", "attachments.kinds", "too-few")]
    [InlineData("attachments.kinds[0]", "\"pdf\"", "attachments.kinds[0]", "pattern")]
    [InlineData("clock.stages", "[]", "clock.stages", "too-few")]
    [InlineData("clock.stages[0].code", "\"triage\"", "clock.stages[0].code", "not-allowed")]
    [InlineData("clock.stages[0].duration", "\"24h\"", "clock.stages[0].duration", "pattern")]
    [InlineData("clock.stages[0].duration", "\"PT0H\"", "clock.stages[0].duration", "too-small")]
    [InlineData("clock.stages[0].duration", "\"P900D\"", "clock.stages[0].duration", "too-large")]
    [InlineData("clock.stages[0].calendar", "{ \"kind\": \"opening-hours\" }", "clock.stages[0].calendar.hours", "required")]
    [InlineData("clock.stages[0].calendar", "{ \"kind\": \"opening-hours\", \"hours\": { \"monday\": [\"18:00-08:00\"] } }", "clock.stages[0].calendar.hours.monday[0]", "format")]
    [InlineData("clock.stages[0].calendar", "{ \"kind\": \"opening-hours\", \"hours\": { \"monday\": [\"08:00-12:00\", \"11:00-13:00\"] } }", "clock.stages[0].calendar.hours.monday[1]", "not-allowed")]
    [InlineData("clock.stages[0].calendar.publicHolidays", "\"closed\"", "clock.stages[0].calendar.publicHolidays", "not-allowed")]
    [InlineData("clock.warnings[0]", "0", "clock.warnings[0]", "too-small")]
    [InlineData("clock.warnings[0]", "1.2", "clock.warnings[0]", "too-large")]
    [InlineData("clock.escalation[0].at", "-1", "clock.escalation[0].at", "too-small")]
    [InlineData("clock.escalation[0].act", "\"breach\"", "clock.escalation[0].act", "not-allowed")]
    [InlineData("clock.escalation[0].stage", "\"first-response\"", "clock.escalation[0].stage", "not-allowed")]
    [InlineData("clock.claimTimeout", "\"PT0S\"", "clock.claimTimeout", "too-small")]
    [InlineData("returnLoop.callListAfter", "\"PT1H\"", "returnLoop.callListAfter", "too-small")]
    [InlineData("declineReasons[0].title", "{}", "declineReasons[0].title.fr", "required")]
    [InlineData("request.additionalProperties", "true", "request.additionalProperties", "not-allowed")]
    [InlineData("request.required[0]", "\"chestpain\"", "request.required", "unknown-field")]
    [InlineData("request.properties.leads.x-labels.12-lead", "null", "request.properties.leads.x-labels.12-lead", "type")]
    [InlineData("request.properties.leads.enum[0]", "\"18-lead\"", "request.properties.leads.x-labels.18-lead", "required")]
    [InlineData("request.properties.leads.type", "\"object\"", "request.properties.leads.type", "not-allowed")]
    [InlineData("request.properties.leads.minimum", "1", "request.properties.leads.minimum", "not-allowed")]
    [InlineData("request.properties.leads.$ref", "\"#\"", "request.properties.leads.$ref", "unknown-field")]
    [InlineData("request.properties.potassium.minimum", "20", "request.properties.potassium.maximum", "too-small")]
    [InlineData("request.properties.pacemaker.const", "false", "request.properties.pacemaker", "flag")]
    [InlineData("request.properties.pacemaker.x-alert", "[ \"maybe\" ]", "request.properties.pacemaker.x-alert", "unknown-field")]
    [InlineData("request.properties.potassium.x-alert", "[ \"3\" ]", "request.properties.potassium.x-alert", "not-allowed")]
    [InlineData("request.properties.pacemaker.x-usual", "true", "request.properties.pacemaker.x-usual", "not-allowed")]
    [InlineData("request.properties.chestPain.x-usual", "false", "request.properties.chestPain.x-usual", "not-allowed")]
    [InlineData("request.properties.leads.x-usual", "\"3-lead\"", "request.properties.leads.x-usual", "not-allowed")]
    [InlineData("request.properties.recordedAt.x-usual", "\"yesterday\"", "request.properties.recordedAt.x-usual", "not-allowed")]
    [InlineData("request.properties.currentTreatments.x-usual", "\"None\"", "request.properties.currentTreatments.x-usual", "not-allowed")]
    [InlineData("request.properties.potassium.x-usual", "4", "request.properties.potassium.x-usual", "not-allowed")]
    [InlineData("indications[0].question", "{ \"fr\": \"Et ?\" }", "indications[0].question.en", "required")]
    [InlineData("request.properties.chestPain.const", "true", "request.properties.chestPain.const", "not-allowed")]
    [InlineData("request.properties.cardiacHistory.pattern", "\"(?=a)\"", "request.properties.cardiacHistory.pattern", "pattern")]
    [InlineData("request.properties.cardiacHistory.pattern", "\"^a$\"", "request.properties.cardiacHistory.examples", "required")]
    [InlineData("request.properties.cardiacHistory", "{ \"type\": \"string\", \"title\": \"T\", \"x-en\": { \"title\": \"T\" } }", "request.properties.cardiacHistory.maxLength", "required")]
    [InlineData("request.properties.Bad name", "{ \"type\": \"boolean\", \"title\": \"T\", \"x-en\": { \"title\": \"T\" } }", "request.properties.Bad name", "pattern")]
    [InlineData("request.allOf[0].then.required[0]", "\"nothing\"", "request.allOf[0].then.required", "unknown-field")]
    [InlineData("request.allOf[0].if.properties.otherSymptoms", "{ \"const\": \"yes\" }", "request.allOf[0].if.properties.otherSymptoms", "not-allowed")]
    [InlineData("request.allOf[0].if.required", "[]", "request.allOf[0].if.required", "required")]
    [InlineData("attachments.min", "1.0", "attachments.min", "type")]
    [InlineData("version", "1e12", "version", "too-large")]
    [InlineData("answer.properties.rate.title", "\"\"", "answer.properties.rate.title", "too-short")]
    [InlineData("answer.properties.quality.default", "\"perfect\"", "answer.properties.quality.default", "not-allowed")]
    [InlineData("answer.properties.conclusion.default", "\"Normal\"", "answer.properties.conclusion.default", "not-allowed")]
    [InlineData("request.properties.chestPain.default", "false", "request.properties.chestPain.default", "not-allowed")]
    [InlineData("answer.properties.conclusion.x-ahead", "true", "answer.properties.conclusion.x-ahead", "not-allowed")]
    [InlineData("answer.properties.quality.x-from-request", "\"nothing\"", "answer.properties.quality.x-from-request", "not-allowed")]
    [InlineData("answer.properties.quality.x-from-request", "\"chestPain\"", "answer.properties.quality.x-from-request", "not-allowed")]
    [InlineData("request.properties.leads.x-from-request", "\"leads\"", "request.properties.leads.x-from-request", "not-allowed")]
    [InlineData("answer.properties.action.x-carry-over", "[ \"action\" ]", "answer.properties.action.x-carry-over", "not-allowed")]
    [InlineData("answer.properties.action.x-carry-over", "[ \"request.nothing\" ]", "answer.properties.action.x-carry-over", "not-allowed")]
    [InlineData("request.properties.leads.x-carry-over", "[]", "request.properties.leads.x-carry-over", "not-allowed")]
    public void Names_what_is_wrong_and_where(string path, string json, string field, string code)
    {
        var faults = Faults(Set(path, json));

        faults.ShouldContain(fault => fault.Field == field && fault.Code == code, string.Join('\n', faults));
    }

    [Fact]
    public void Lists_what_its_schema_and_its_rules_say_together()
    {
        var lane = Set("clock.claimTimeout", "\"PT0S\"");
        lane.Remove("title");
        lane["request"]!["required"]!.AsArray().Add("nowhere");

        Faults(lane).Select(fault => (fault.Field, fault.Code)).ShouldBe(
            [("title", "required"), ("clock.claimTimeout", "too-small"), ("request.required", "unknown-field")], ignoreOrder: true);
    }

    [Fact]
    public void Keeps_red_flags_required()
    {
        var lane = Wire();
        lane["request"]!["required"]!.AsArray().RemoveAt(0);

        Faults(lane).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Field.ShouldBe("request.properties.chestPain"), fault => fault.Code.ShouldBe("flag-not-required"));
    }

    [Fact]
    public void Says_nothing_twice()
    {
        var twice = Wire().ToJsonString().Replace("\"code\":\"ecg\"", "\"code\":\"ecg\",\"code\":\"ecg\"", StringComparison.Ordinal);

        LaneDocumentValidation.Read(JsonElement.Parse(twice), out var faults).ShouldBeNull();
        faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(fault => fault.Field.ShouldBe("code"), fault => fault.Code.ShouldBe("duplicate"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{ \"code\": \"\\ud800\" }")]
    [InlineData("{ \"clock\": { \"stages\": [1, null, {}], \"warnings\": \"x\" }, \"request\": { \"properties\": [], \"allOf\": [{}, 3] }, \"answer\": { \"properties\": { \"a\": 1 } } }")]
    public void Survives_any_json(string json)
    {
        LaneDocumentValidation.Read(JsonElement.Parse(json), out var faults).ShouldBeNull();

        faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void May_close_on_Alsatian_holidays_and_open_twice_a_day()
    {
        var lane = Set("clock.stages[0].calendar", """
            { "kind": "opening-hours", "hours": { "monday": ["08:00-12:00", "14:00-24:00"] }, "publicHolidays": "closed", "alsaceMoselle": true }
            """);

        Faults(lane).ShouldBeEmpty();
    }

    static JsonObject Set(string path, string json)
    {
        var lane = Wire();
        JsonNode node = lane;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
            node = (step[0] is '[' ? node[Index(step)] : node[step])!;
        if (steps[^1][0] is '[')
            node[Index(steps[^1])] = JsonNode.Parse(json);
        else
            node[steps[^1]] = JsonNode.Parse(json);
        return lane;

        static int Index(string step) => int.Parse(step.AsSpan(1, step.Length - 2), System.Globalization.CultureInfo.InvariantCulture);
    }

    static JsonObject Wire() => JsonNode.Parse(ShippedLanes.ReadText("lanes/ecg.json"))!.AsObject();

    static IReadOnlyList<Fault> Faults(JsonObject lane)
    {
        LaneDocumentValidation.Read(JsonElement.Parse(lane.ToJsonString()), out var faults);
        return faults;
    }
}
