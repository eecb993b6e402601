using System.Text.Json;
using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Scene;

/// <summary>What replies say of what there is.</summary>
static class Learning
{
    public static void LearnFrom(this Stock stock, Attempt attempt, Answer answer)
    {
        var draft = attempt.Draft;
        if (answer.Status is < 200 or >= 300)
        {
            GiveBack(stock, draft, answer);
            return;
        }

        if (draft.Method == "GET" && answer.Member("next") is { } cursor)
            stock.Cursors.Put(cursor);
        if (answer.Json is not { } json)
        {
            LearnOfUpload(stock, draft, answer);
            return;
        }

        if (draft.Referral is { Place: Place.Queued } && attempt.Operation?.Id == "claimReferral")
            stock.LearnWay(arrived: true);
        if (json.TryGetProperty("timeline", out _) && attempt.Operation is { Writes: true })
            LearnReferral(stock, draft, json);
        switch (attempt.Operation?.Id)
        {
            case "uploadAttachment" when draft.Method == "POST":
                stock.Files.Put(new KnownFile(json.GetProperty("id").GetGuid(), json.GetProperty("contentType").GetString()!, draft.Caller!));
                break;
            case "addPerson" when answer.Status == 201:
                stock.People.Put(json.GetProperty("personId").GetString()!);
                break;
            case "addShift" when answer.Status == 201:
                stock.Shifts.Put([(json.GetProperty("desk").GetString()!, json.GetProperty("id").GetGuid())]);
                break;
            case "breakGlass" when answer.Status == 201:
                stock.Openings.Put(json.GetProperty("id").GetString()!);
                break;
            case "holdReferral" when answer.Status == 200:
                stock.Holds.Put(json.GetProperty("reference").GetString()!);
                break;
            case "listBreaches" when json.TryGetProperty("items", out var breaches):
                PutFirst(stock.Breaches, breaches, "id");
                break;
            case "getCallList" when json.TryGetProperty("items", out var calls):
                PutFirst(stock.Calls, calls, "referralId");
                break;
        }
    }

    static void LearnReferral(Stock stock, Draft draft, JsonElement json)
    {
        var status = json.GetProperty("status").GetString();
        var requester = stock.Members.FirstOrDefault(member => member.Id == json.GetProperty("requester").GetProperty("id").GetGuid());
        if (requester is null)
            return;
        var holder = json.GetProperty("holder") is { ValueKind: JsonValueKind.Object } who ? stock.Members.FirstOrDefault(member => member.Id == who.GetProperty("id").GetGuid()) : null;
        var lane = json.GetProperty("lane").GetString()!;
        var place = status switch
        {
            "submitted" or "queued" => Place.Queued,
            "claimed" => Place.Claimed,
            "awaiting-information" => Place.AwaitingInformation,
            "answered" or "delivered" => json.GetProperty("openedAt").ValueKind == JsonValueKind.Null ? Place.Answered : Place.Opened,
            _ => Place.Over,
        };
        stock.References.Put(json.GetProperty("reference").GetString()!);
        // Who answered no longer holds it, and may still amend.
        stock.Put(new KnownReferral(json.GetProperty("id").GetGuid(), lane, place, requester, holder ?? draft.Referral?.Holder, json.GetProperty("version").GetInt32(), stock.Now));
        foreach (var file in draft.Files)
            stock.UsedFiles.Put(file);
        if (json.TryGetProperty("redirectedTo", out var next) && next.ValueKind == JsonValueKind.String)
        {
            // Where it went is in what was sent, if that can be read.
            var other = JsonMember(draft, "lane");
            if (other is not null && stock.Lanes.Any(one => one.GetProperty("code").GetString() == other))
                stock.Put(new KnownReferral(next.GetGuid(), other, Place.Queued, requester, null, 1, stock.Now));
        }
    }

    // The file that was announced is found again by what was announced.
    static void LearnOfUpload(Stock stock, Draft draft, Answer answer)
    {
        if (draft is { Operation.Id: "beginUpload", Method: "POST", Caller: { } owner } && answer.Status == 201 && answer.Header("Location") is { } place)
        {
            var announced = ValidFiles.All.FirstOrDefault(file => Making.Announce(file).All(draft.Headers.Contains));
            stock.Uploads.Put(new KnownUpload(Guid.Parse(place.Split('/')[^1]), owner, announced?.Content ?? []));
        }
    }

    static string? JsonMember(Draft draft, string name) => draft.Json?[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    // What was not done can still be done. What has gone on meanwhile, or is somebody else's, is forgotten.
    static void GiveBack(Stock stock, Draft draft, Answer answer)
    {
        if (answer.Status == 409 && draft.Referral is { Place: Place.Queued } early && answer.Member("state") == "submitted")
        {
            stock.LearnWay(arrived: false);
            stock.Put(early);
        }

        if (answer.Status is 0 or 404 or 409 or 412)
            return;
        if (draft.Referral is { } referral)
            stock.Put(referral);
        foreach (var file in draft.Files)
            stock.Files.Put(file);
    }

    static void PutFirst(Shelf<string> shelf, JsonElement items, string id)
    {
        foreach (var item in items.EnumerateArray().Take(5))
            shelf.Put(item.GetProperty(id).GetString()!);
    }
}
