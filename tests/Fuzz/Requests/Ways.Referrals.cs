using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Scene;
using CptsReferral.Support;

namespace CptsReferral.Fuzz.Requests;

/// <content>Requests for help, and everything that is done with them.</content>
sealed partial class Ways
{
    static readonly string[] Statuses = ["submitted", "queued", "claimed", "awaiting-information", "answered", "delivered", "closed", "declined", "redirected", "cancelled"];

    Making Submit(Making making)
    {
        var lane = making.Random.Pick(stock.Lanes);
        var requester = making.Random.Pick(stock.Of(lane.GetProperty("requesters")));
        var wanted = lane.GetProperty("attachments");
        var kinds = wanted.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()).ToList();
        var count = wanted.GetProperty("min").GetInt32();
        var files = stock.Files.TakeSeveral(count, file => file.Owner == requester && kinds.Contains(file.ContentType));
        if (files.Count < count)
            return Upload(making.Instead("uploadAttachment").By(requester), making.Random.Pick([.. ValidFiles.All.Where(file => kinds.Contains(file.ContentType))]));

        making.Draft.Files = files;
        return making.By(requester).At("/api/referrals").With("Idempotency-Key", $"essai-{making.Random.Id():N}")
            .Set("lane", lane.GetProperty("code").GetString())
            .Set("indication", making.OneOf(lane.GetProperty("indications")))
            .Set("patient", Patient(making))
            .Set("consent", new JsonObject { ["given"] = true })
            .Set("answers", Form(lane.GetProperty("request"), making))
            .Set("attachments", new JsonArray([.. files.Select(file => JsonValue.Create(file.Id))]))
            .Without("generalPractitioner");
    }

    static JsonObject Patient(Making making) => new()
    {
        ["birthName"] = $"ESSAI-{making.Word}",
        ["givenNames"] = $"Zoé {making.Word}",
        ["birthDate"] = $"19{making.Random.Next(30, 99)}-0{making.Random.Next(1, 10)}-1{making.Random.Next(10)}",
        ["sex"] = making.Random.Pick<string>(["female", "male", "unknown"]),
        ["phone"] = "+33 1 99 00 12 34",
    };

    // Texts without a choice are what people write: they get the word too.
    static JsonObject Form(JsonElement schema, Making making)
    {
        var form = SchemaDrivenForm.Any(schema, making.Random);
        foreach (var (name, value) in form.ToList())
        {
            var field = schema.GetProperty("properties").GetProperty(name);
            if (value is not null && value.GetValueKind() == JsonValueKind.String && !field.TryGetProperty("enum", out _) && !field.TryGetProperty("const", out _)
                && !field.TryGetProperty("format", out _) && !field.TryGetProperty("pattern", out _))
            {
                // As long as it has to be, and not longer than it may be.
                var text = $"{value} {making.Word}";
                form[name] = field.TryGetProperty("maxLength", out var longest) && longest.GetInt32() < text.Length ? value.DeepClone() : text;
            }
        }

        return form;
    }

    Making Claim(Making making)
    {
        if (stock.Take(Place.Queued) is not { } known)
            return Instead("submitReferral", making);
        var expert = making.Random.Pick(stock.Of(stock.Lane(known.Lane).GetProperty("desk").GetProperty("functions")));
        return making.By(expert).At($"/api/referrals/{known.Id}/claim").About(known);
    }

    Making ByHolder(Making making, string move, Action<JsonObject, KnownReferral>? fill = null) =>
        Move(making, move, "claimReferral", known => known.Holder, fill, Place.Claimed);

    Making Move(Making making, string move, string before, Func<KnownReferral, Member?> who, Action<JsonObject, KnownReferral>? fill, params ReadOnlySpan<Place> from)
    {
        if (stock.Take(from) is not { } known)
            return Instead(before, making);
        making.By(who(known)).At($"/api/referrals/{known.Id}/{move}").About(known);
        if (making.Draft.Json is JsonObject json)
            fill?.Invoke(json, known);
        return making.Random.Next(2) == 0 ? making : making.With("If-Match", $"\"{known.Version}\"");
    }

    void Answer(JsonObject json, KnownReferral known, Making making)
    {
        json["text"] = $"Réponse inventée {making.Word}.";
        json["fields"] = Form(stock.Lane(known.Lane).GetProperty("answer"), making);
        json["attachments"] = new JsonArray();
    }

    Making Reads(Making making, string part)
    {
        if (stock.Peek(making.Random) is not { } known)
            return Instead("submitReferral", making);
        return making.By(known.Requester).At($"/api/referrals/{known.Id}{part}");
    }

    // Who asks on behalf of a doctor chooses one.
    Making Doctors(Making making)
    {
        var nurse = stock.Member("demo-nurse");
        var lane = making.Random.Pick([.. stock.Lanes.Where(one => stock.Of(one.GetProperty("requesters")).Contains(nurse))]);
        return making.By(nurse).At($"/api/lanes/{lane.GetProperty("code").GetString()}/doctors");
    }

    Making Worklist(Making making, string part)
    {
        var lane = making.Random.Pick(stock.Lanes);
        return making.By(making.Random.Pick(stock.Of(lane.GetProperty("desk").GetProperty("functions")))).At($"/api/worklists/{lane.GetProperty("code").GetString()}{part}");
    }

    string OtherLane(Making making, KnownReferral known) =>
        making.Random.Pick([.. stock.Lanes.Select(lane => lane.GetProperty("code").GetString()!).Where(code => code != known.Lane)]);

    List<(string Name, string Value)> Filtered(Making making)
    {
        var query = Paged(making);
        if (making.Random.Next(3) == 0)
            query.Add(("status", making.Random.Pick(Statuses)));
        if (making.Random.Next(3) == 0)
            query.Add(("lane", LaneCode(making)));
        if (making.Random.Next(3) == 0)
            query.Add(("q", making.Word));
        return query;
    }

    static List<(string Name, string Value)> Paged(Making making) => making.Random.Next(3) == 0 ? [] : [("limit", $"{making.Random.Next(1, 200)}")];

    Member Anybody(Making making) => making.Random.Pick(stock.Members);

    Member Clinician(Making making) => making.Random.Pick([.. stock.Members.Where(member => member.Name is "demo-gp" or "demo-gp-2" or "demo-nurse" or "demo-cardiologist")]);

    string LaneCode(Making making) => making.Random.Pick(stock.Lanes).GetProperty("code").GetString()!;

    string Desk(Making making) => making.Random.Pick(stock.Lanes).GetProperty("desk").GetProperty("code").GetString()!;
}
