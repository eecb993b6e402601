using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <content>Lanes, people and shifts, as a coordinator keeps them.</content>
sealed partial class Ways
{
    const int OwnLanes = 4;

    // A desk of thousands would be told of each request, and there is none.
    const int OwnPeople = 60;

    static readonly string[] Requesters = ["general-practitioner", "nurse"];

    static readonly string[] Functions = ["general-practitioner", "nurse", "dermatologist", "cardiologist", "radiology-secretary", "oncologist"];

    // Lanes of its own: what a mutation makes of a lane must not decide about the requests in the others.
    Making PutLane(Making making)
    {
        var copy = (JsonObject)JsonNode.Parse(making.Random.Pick(stock.Lanes).GetRawText())!;
        var code = $"essai-{making.Random.Next(OwnLanes)}";
        copy["code"] = code;
        copy["title"] = new JsonObject { ["fr"] = "Filière d'essai", ["en"] = "Trial lane" };
        making.By(Coordinator).At($"/api/lanes/{code}");
        making.Draft.Json = copy;
        return making;
    }

    Making AddPerson(Making making)
    {
        var isEnough = stock.People.Count >= OwnPeople;
        if (isEnough && !making.Random.Once(20))
            return Instead("rotateCredentials", making);
        return making.By(Coordinator).At("/api/people")
            .Set("displayName", $"Dr Essai {making.Random.Id().ToString("N")[..8]}")
            .Set("function", making.Random.Pick(isEnough ? Requesters : Functions))
            .Set("email", $"essai-{making.Random.Id():N}@example.org")
            .Without("secondEmail", "phone", "webhookUrl", "webhookSecret", "nationalId");
    }

    /// <summary>What is done for somebody of the run's own: the callers keep their secrets.</summary>
    Making OfPerson(Making making, string what) => stock.People.Peek(making.Random) is { } id
        ? making.By(Coordinator).At($"/api/people/{id}/{what}")
        : Instead("addPerson", making);

    Making AddShift(Making making)
    {
        var day = 1 + making.Random.Next(28);
        return making.By(Coordinator).At($"/api/rotas/{Desk(making)}")
            .Set("personId", making.Random.Pick(stock.Members).Id)
            .Set("from", $"2031-03-{day:00}T08:00:00+01:00")
            .Set("to", $"2031-03-{day:00}T{making.Random.Next(9, 24):00}:00:00+01:00");
    }
}
