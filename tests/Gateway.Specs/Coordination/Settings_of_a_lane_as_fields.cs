using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Coordination.Lanes;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>The fields of the lane editor, between the document and what somebody types.</summary>
public sealed class Settings_of_a_lane_as_fields
{
    public static TheoryData<string> Shipped => [.. ShippedLanes.All.Select(lane => lane.Code)];

    [Theory, MemberData(nameof(Shipped))]
    public void Change_nothing_when_nobody_touched_them(string code)
    {
        var document = Document(code);

        LaneSettings.Apply(document, Document(code), LaneSettings.Show(Document(code)));

        JsonNode.DeepEquals(document, Document(code)).ShouldBeTrue();
    }

    [Fact]
    public void Are_written_where_they_were_touched_and_leave_the_rest_as_it_was_edited()
    {
        var document = Document("imaging");
        document["answer"]!["title"] = "Edited as text";

        LaneSettings.Apply(document, Document("imaging"), With("imaging", new()
        {
            ["title.fr"] = "Imagerie",
            ["clock.stages[1].duration"] = "36,5",
            ["clock.stages[0].calendar.kind"] = "continuous",
            ["clock.warnings"] = "40 %, 75",
            ["indications[0].title.fr"] = "Autrement dit",
            ["clock.escalation[0].at"] = "62,5",
        }));

        document["answer"]!["title"]!.GetValue<string>().ShouldBe("Edited as text");
        document["title"]!["fr"]!.GetValue<string>().ShouldBe("Imagerie");
        document["title"]!["en"]!.GetValue<string>().ShouldBe(Document("imaging")["title"]!["en"]!.GetValue<string>());
        document["clock"]!["stages"]![1]!["duration"]!.GetValue<string>().ShouldBe("P1DT12H30M");
        document["clock"]!["stages"]![0]!["calendar"]!.ToJsonString().ShouldBe("""{"kind":"continuous"}""");
        document["clock"]!["warnings"]!.ToJsonString().ShouldBe("[0.4,0.75]");
        document["indications"]![0]!["title"]!["fr"]!.GetValue<string>().ShouldBe("Autrement dit");
        document["indications"]![0]!["code"]!.GetValue<string>().ShouldBe(Document("imaging")["indications"]![0]!["code"]!.GetValue<string>());
        document["clock"]!["escalation"]![0]!.ToJsonString().ShouldBe("""{"at":0.625,"act":"wake-backup","stage":"first-response"}""");
    }

    [Fact]
    public void Keep_what_a_choice_says_beyond_its_words()
    {
        var document = Document("ecg");
        document["indications"]![0]!["more"] = "kept";
        var shown = (JsonObject)document.DeepClone();

        LaneSettings.Apply(document, shown, Typed(shown, new() { ["indications[1].title.fr"] = "Autrement dit" }));

        document["indications"]![0]!.ToJsonString().ShouldBe(shown["indications"]![0]!.ToJsonString());
        document["indications"]![1]!["title"]!["fr"]!.GetValue<string>().ShouldBe("Autrement dit");
    }

    [Fact]
    public void Keep_what_the_page_of_an_existing_lane_does_not_ask()
    {
        var document = Document("ecg");

        LaneSettings.Apply(document, Document("ecg"), Without("ecg", "code", "desk.code"));

        JsonNode.DeepEquals(document, Document("ecg")).ShouldBeTrue();
    }

    [Fact]
    public void Keep_what_they_cannot_read_so_that_its_fault_is_told()
    {
        var document = Document("ecg");

        LaneSettings.Apply(document, Document("ecg"), With("ecg", new() { ["clock.claimTimeout"] = "soon", ["attachments.max"] = "many" }));

        document["clock"]!["claimTimeout"]!.GetValue<string>().ShouldBe("soon");
        document["attachments"]!["max"]!.GetValue<string>().ShouldBe("many");
    }

    static JsonObject Document(string code) => LaneDraft.Of(ShippedLanes.All.Single(lane => lane.Code == code), isNew: false);

    static PostedForm With(string code, Dictionary<string, string> typed) => Typed(Document(code), typed);

    static PostedForm Without(string code, params string[] names) => new(
        LaneSettings.Show(Document(code)).Pairs.Where(pair => !names.Contains(pair.Key)).GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => new StringValues([.. field]), StringComparer.Ordinal));

    static PostedForm Typed(JsonObject document, Dictionary<string, string> typed)
    {
        var fields = LaneSettings.Show(document).Pairs.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => new StringValues([.. field]), StringComparer.Ordinal);
        foreach (var (name, value) in typed)
            fields[name] = value;
        return new PostedForm(fields);
    }
}
