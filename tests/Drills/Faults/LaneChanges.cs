using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>A coordinator saves a new version of a lane while requests are under way in it.</summary>
sealed class LaneChanges : Fault
{
    public override string Kind => "lane";

    public override string Place => "lanes";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var shown = await board.Switchboard.Coordinator.GetsAsync("/api/lanes", cancellation);
        if (shown.Status != HttpStatusCode.OK)
            throw new InvalidOperationException($"The lanes were not shown: {shown}");
        var lanes = shown.Json.GetProperty("items");
        var document = JsonNode.Parse(lanes[chance.Next(lanes.GetArrayLength())].GetRawText())!.AsObject();
        var code = document["code"]!.GetValue<string>();
        document["title"]!["en"] = $"Drilled {chance.Next()}";
        var saved = await board.Switchboard.Coordinator.PutsAsync($"/api/lanes/{code}", document.ToJsonString(), cancellation);
        return saved.Status == HttpStatusCode.OK ? code : throw new InvalidOperationException($"The lane {code} was not saved: {saved}");
    }
}
