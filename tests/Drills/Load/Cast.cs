using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Delivery;

namespace CptsReferral.Drills.Load;

/// <summary>The people of a drill: enlisted by the demo's coordinator before it begins, so that they have nothing to do with the demo's own.</summary>
sealed class Cast : IDisposable
{
    // A client that waits longer than people do learns less.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly string[] Functions =
        ["general-practitioner", "general-practitioner", "general-practitioner", "dermatologist", "dermatologist", "cardiologist", "cardiologist", "radiology-secretary", "radiology-secretary", "oncologist", "oncologist"];

    readonly Dictionary<string, JsonElement> lanes;

    Cast(IReadOnlyList<Member> members, Dictionary<string, JsonElement> lanes)
    {
        this.lanes = lanes;
        Members = members;
        Requesters = [.. members.Where(member => member.Function == "general-practitioner")];
    }

    public IReadOnlyList<Member> Members { get; }

    public IReadOnlyList<Member> Requesters { get; }

    /// <summary>Codes of the lanes under load, in a fixed order.</summary>
    public IReadOnlyList<string> Lanes => [.. lanes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The document of a lane.</summary>
    public JsonElement Lane(string code) => lanes[code];

    /// <summary>The two who answer a lane.</summary>
    public IReadOnlyList<Member> Experts(string lane)
    {
        var functions = lanes[lane].GetProperty("desk").GetProperty("functions").EnumerateArray().Select(function => function.GetString()).ToList();
        return [.. Members.Where(member => functions.Contains(member.Function))];
    }

    public Member? Of(Guid person) => Members.FirstOrDefault(member => member.Id == person);

    /// <summary>Enlists everybody; the first requester's own software listens for webhooks.</summary>
    public static async Task<Cast> EnlistAsync(DeployedSwitchboard board, string? webhook, CancellationToken cancellation)
    {
        var members = new List<Member>();
        foreach (var (number, function) in Functions.Index())
        {
            var email = $"drill-{number}@example.org";
            var person = new JsonObject { ["displayName"] = $"Dr Exercice {(char)('A' + number)}", ["function"] = function, ["email"] = email };
            if (number == 0 && webhook is not null)
            {
                person["webhookUrl"] = webhook;
                person["webhookSecret"] = WebhookPeer.Secret;
            }

            var reply = await board.Coordinator.PostsAsync("/api/people", person.ToJsonString(), cancellation);
            if (reply.Status != HttpStatusCode.Created)
                throw new InvalidOperationException($"A member of the drill was not enlisted: {reply}");
            var (client, secret) = (reply.Json.GetProperty("clientId").GetString()!, reply.Json.GetProperty("clientSecret").GetString()!);
            List<Persona> doors = [.. board.Gateways.Select(gateway => new Persona(gateway.Address, client, secret, Patience))];
            var id = (await doors[0].GetsAsync("/api/me", cancellation)).Id;
            members.Add(new Member($"{function} {(char)('A' + number)}", function, id, email, doors));
        }

        var documents = (await board.Coordinator.GetsAsync("/api/lanes", cancellation)).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(lane => lane.GetProperty("code").GetString()!, lane => lane.Clone(), StringComparer.Ordinal);
        return new Cast(members, documents);
    }

    public void Dispose()
    {
        foreach (var member in Members)
            member.Dispose();
    }
}
