using System.Text.Json;
using CptsReferral.Referrals.Lanes;
using Shouldly;
using Xunit;

namespace CptsReferral.Referrals.Specs.Lanes;

public sealed class A_form
{
    static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object", "additionalProperties": false,
          "properties": {
            "chestPain": { "type": "boolean", "title": "Douleur thoracique ?", "const": false, "x-en": { "title": "Chest pain?" },
              "x-red-flag": { "message": { "fr": "Appelez le 15.", "en": "Call 15." }, "call": "15" } },
            "wrongDoor": { "type": "boolean", "title": "Mauvaise porte ?", "const": false, "x-en": { "title": "Wrong door?" },
              "x-exclusion": { "message": { "fr": "Allez ailleurs.", "en": "Go elsewhere." }, "goTo": "ecg" } },
            "side": { "type": "string", "title": "Côté", "enum": ["left", "right"], "x-en": { "title": "Side" } },
            "note": { "type": "string", "title": "Note", "minLength": 2.0, "maxLength": 5, "x-en": { "title": "Note" } },
            "phone": { "type": "string", "title": "Téléphone", "maxLength": 20, "pattern": "^[0-9]{10}$", "examples": ["0123456789"], "x-en": { "title": "Phone" } },
            "since": { "type": "string", "title": "Depuis", "format": "date", "x-en": { "title": "Since" } },
            "at": { "type": "string", "title": "À", "format": "date-time", "x-en": { "title": "At" } },
            "hour": { "type": "string", "title": "Heure", "format": "time", "x-en": { "title": "Time" } },
            "rate": { "type": "integer", "title": "Fréquence", "minimum": 20, "maximum": 300, "x-en": { "title": "Rate" } },
            "weight": { "type": "number", "title": "Poids", "minimum": 0.5, "x-en": { "title": "Weight" } },
            "history": { "type": "array", "title": "Antécédents", "items": { "type": "string", "enum": ["a", "b", "c"] }, "minItems": 1, "maxItems": 2, "uniqueItems": true,
              "x-en": { "title": "History" } },
            "fever": { "type": "boolean", "title": "Fièvre", "x-en": { "title": "Fever" } },
            "temperature": { "type": "number", "title": "Température", "x-en": { "title": "Temperature" } }
          },
          "required": ["chestPain", "wrongDoor"],
          "allOf": [
            { "if": { "properties": { "fever": { "const": true } }, "required": ["fever"] }, "then": { "required": ["temperature"] } },
            { "if": { "properties": { "side": { "enum": ["left"] } }, "required": ["side"] }, "then": { "required": ["note", "temperature"] } }
          ]
        }
        """);

    [Theory]
    [InlineData("\"side\": \"up\"", "side", "not-allowed")]
    [InlineData("\"side\": null", "side", "type")]
    [InlineData("\"note\": \"a\"", "note", "too-short")]
    [InlineData("\"note\": \"abcdef\"", "note", "too-long")]
    [InlineData("\"note\": 12", "note", "type")]
    [InlineData("\"note\": \"\\ud800x\"", "", "unreadable")]
    [InlineData("\"phone\": \"0123\"", "phone", "pattern")]
    [InlineData("\"phone\": \"0123456789\\n\"", "phone", "pattern")]
    [InlineData("\"since\": \"23/11/2026\"", "since", "format")]
    [InlineData("\"since\": \"2026-02-30\"", "since", "format")]
    [InlineData("\"at\": \"2026-11-23T17:00:00\"", "at", "format")]
    [InlineData("\"at\": \"2026-11-23\"", "at", "format")]
    [InlineData("\"hour\": \"25:00:00Z\"", "hour", "format")]
    [InlineData("\"rate\": 19", "rate", "too-small")]
    [InlineData("\"rate\": 301", "rate", "too-large")]
    [InlineData("\"rate\": 70.5", "rate", "type")]
    [InlineData("\"rate\": \"70\"", "rate", "type")]
    [InlineData("\"rate\": 1e999", "rate", "type")]
    [InlineData("\"weight\": 0.4", "weight", "too-small")]
    [InlineData("\"history\": []", "history", "too-few")]
    [InlineData("\"history\": [\"a\", \"b\", \"c\"]", "history", "too-many")]
    [InlineData("\"history\": [\"a\", \"a\"]", "history[1]", "duplicate")]
    [InlineData("\"history\": [\"a\", \"z\"]", "history[1]", "not-allowed")]
    [InlineData("\"history\": \"a\"", "history", "type")]
    [InlineData("\"fever\": \"yes\"", "fever", "type")]
    [InlineData("\"fever\": true", "temperature", "required")]
    [InlineData("\"other\": 1", "other", "unknown-field")]
    public void Names_the_field_and_the_fault(string field, string at, string code)
    {
        var fault = Faults($$"""{ "chestPain": false, "wrongDoor": false, {{field}} }""").ShouldHaveSingleItem();

        fault.Field.ShouldBe(at.Length is 0 ? "answers" : $"answers.{at}");
        fault.Code.ShouldBe(code);
        fault.French.ShouldNotBeNullOrWhiteSpace();
        fault.English.ShouldNotBe(fault.French);
    }

    [Theory]
    [InlineData("\"side\": \"right\"")]
    [InlineData("\"note\": \"éàü😀x\"")]
    [InlineData("\"phone\": \"0123456789\"")]
    [InlineData("\"since\": \"2028-02-29\"")]
    [InlineData("\"at\": \"2026-11-23T17:00:00.25+01:00\"")]
    [InlineData("\"at\": \"2026-11-23T16:00:00Z\"")]
    [InlineData("\"hour\": \"17:00:00+01:00\"")]
    [InlineData("\"rate\": 70.0")]
    [InlineData("\"history\": [\"a\", \"c\"]")]
    [InlineData("\"fever\": false")]
    [InlineData("\"fever\": true, \"temperature\": 38.5")]
    public void Accepts_what_is_right(string field) => Faults($$"""{ "chestPain": false, "wrongDoor": false, {{field}} }""").ShouldBeEmpty();

    [Fact]
    public void Lists_every_fault_at_once() =>
        Faults("""{ "chestPain": true, "side": "up", "rate": 5, "fever": true, "extra": {} }""").Select(fault => (fault.Field, fault.Code)).ShouldBe(
            [("answers.chestPain", "red-flag"), ("answers.wrongDoor", "required"), ("answers.side", "not-allowed"), ("answers.rate", "too-small"),
             ("answers.temperature", "required"), ("answers.extra", "unknown-field")],
            ignoreOrder: true);

    [Fact]
    public void Says_in_both_languages_what_to_do_about_a_red_flag() =>
        Faults("""{ "chestPain": true, "wrongDoor": false }""").ShouldHaveSingleItem()
            .ShouldBe(new Fault("answers.chestPain", "red-flag", "Appelez le 15.", "Call 15."));

    [Fact]
    public void Says_where_to_go_instead() =>
        Faults("""{ "chestPain": false, "wrongDoor": true }""").ShouldHaveSingleItem()
            .ShouldBe(new Fault("answers.wrongDoor", "exclusion", "Allez ailleurs.", "Go elsewhere."));

    [Fact]
    public void Is_not_fooled_by_a_field_given_twice() =>
        Faults("""{ "chestPain": true, "wrongDoor": false, "chestPain": false }""").ShouldContain(fault => fault.Code == "red-flag");

    [Fact]
    public void Asks_once_for_what_two_conditions_ask() =>
        Faults("""{ "chestPain": false, "wrongDoor": false, "fever": true, "side": "left" }""").Select(fault => fault.Field)
            .ShouldBe(["answers.temperature", "answers.note"], ignoreOrder: true);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Is_an_object(string json) =>
        Faults(json).ShouldHaveSingleItem().ShouldSatisfyAllConditions(fault => fault.Field.ShouldBe("answers"), fault => fault.Code.ShouldBe("type"));

    [Fact]
    public void Uses_the_words_of_the_form()
    {
        var fault = Faults("""{ "wrongDoor": false }""").ShouldHaveSingleItem();

        fault.French.ShouldBe("« Douleur thoracique ? » est obligatoire.");
        fault.English.ShouldBe("“Chest pain?” is required.");
    }

    static IReadOnlyList<Fault> Faults(string answers) => LaneForm.Validate(Schema, JsonElement.Parse(answers), "answers");
}
