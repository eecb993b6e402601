using System.Text.Json.Nodes;
using static CptsReferral.Gateway.Specs.Refused.BadInput;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>What people ask to see, and must not; and addresses that lead nowhere.</summary>
static class Reading
{
    public static IEnumerable<BadInput> Rows => [.. Referrals, .. Lists, .. Coordination, .. Addresses, .. Lanes];

    static BadInput[] Referrals =>
    [
        new("another's referral", s => s.Gets(host => host.Gp, $"/api/referrals/{s.OfAnotherGp}"), 404, "referral.unknown"),
        new("the clock of another's referral", s => s.Gets(host => host.Gp, $"/api/referrals/{s.OfAnotherGp}/clock"), 404, "referral.unknown"),
        new("a referral of another desk", s => s.Gets(host => host.Dermatologist, $"/api/referrals/{s.Queued}"), 404, "referral.unknown"),
        new("a referral, read by a coordinator", s => s.Gets(host => host.Coordinator, $"/api/referrals/{s.Queued}"), 404, "referral.unknown"),
        new("a clock, read by a coordinator", s => s.Gets(host => host.Coordinator, $"/api/referrals/{s.Queued}/clock"), 404, "referral.unknown"),
        new("a referral that does not exist", s => s.Gets(host => host.Gp, $"/api/referrals/{Guid.CreateVersion7()}"), 404, "referral.unknown"),
        new("a referral by an id that is none", s => s.Gets(host => host.Gp, "/api/referrals/42"), 404, "not-found"),
    ];

    static BadInput[] Lists =>
    [
        new("a cursor that is none", s => s.Gets(host => host.Gp, "/api/referrals?cursor=%3F%3F"), 400, "query.invalid"),
        new("a cursor of their own making", s => s.Gets(host => host.Gp, "/api/referrals?cursor=AAAA"), 400, "query.invalid"),
        new("a worklist cursor that is none", s => s.Gets(host => host.Cardiologist, "/api/worklists/ecg?cursor=AAAA"), 400, "query.invalid"),
        new("a status that does not exist", s => s.Gets(host => host.Gp, "/api/referrals?status=lost"), 400, "query.invalid"),
        new("a lane that cannot be one", s => s.Gets(host => host.Gp, "/api/referrals?lane=%00"), 400, "query.invalid"),
        new("a search for what cannot be typed", s => s.Gets(host => host.Gp, "/api/referrals?q=%00"), 400, "query.invalid"),
        new("a limit in words", s => s.Gets(host => host.Gp, "/api/referrals?limit=all"), 400, "request.invalid"),
        new("another desk's worklist", s => s.Gets(host => host.Dermatologist, "/api/worklists/ecg"), 404, "worklist.unknown"),
        new("a worklist, read by a requester", s => s.Gets(host => host.Gp, "/api/worklists/ecg"), 404, "worklist.unknown"),
        new("a worklist, read by a coordinator", s => s.Gets(host => host.Coordinator, "/api/worklists/ecg"), 404, "worklist.unknown"),
        new("a worklist that does not exist", s => s.Gets(host => host.Cardiologist, "/api/worklists/astrology"), 404, "worklist.unknown"),
        new("an inbox cursor that is none", s => s.Gets(host => host.Gp, "/api/inbox?cursor=AAAA"), 400, "query.invalid"),
        new("events after something that is no event", s => s.Host.Gp.SendAsync(
            HttpMethod.Get, "/api/events", null, [("Last-Event-ID", "yesterday")], Xunit.TestContext.Current.CancellationToken), 400, "header.invalid"),
    ];

    static BadInput[] Coordination =>
    [
        new("the board, read by a requester", s => s.Gets(host => host.Gp, "/api/board"), 403, "role.coordinators-only"),
        new("the register, read by an expert", s => s.Gets(host => host.Cardiologist, "/api/breaches"), 403, "role.coordinators-only"),
        new("a breach's cause, set by an expert", s => s.Host.Cardiologist.PatchesAsync(
            $"/api/breaches/{Guid.CreateVersion7()}", """{"cause":"x"}""", Xunit.TestContext.Current.CancellationToken), 403, "role.coordinators-only"),
        new("a breach that does not exist", s => s.Host.Coordinator.PatchesAsync(
            $"/api/breaches/{Guid.CreateVersion7()}", """{"cause":"x"}""", Xunit.TestContext.Current.CancellationToken), 404, "breach.unknown"),
        new("a register cursor that is none", s => s.Gets(host => host.Coordinator, "/api/breaches?cursor=AAAA"), 400, "query.invalid"),
        new("a lane of the register that cannot be one", s => s.Gets(host => host.Coordinator, "/api/breaches?lane=A%27--"), 400, "query.invalid"),
        new("a directory cursor that is none", s => s.Gets(host => host.Coordinator, "/api/people?cursor=AAAA"), 400, "query.invalid"),
        new("the directory, read by a requester", s => s.Gets(host => host.Gp, "/api/people"), 403, "role.coordinators-only"),
        new("the call list, read by a requester", s => s.Gets(host => host.Gp, "/api/call-list"), 403, "call-list.not-yours"),
        new("the dead letters, read by an expert", s => s.Gets(host => host.Cardiologist, "/api/dead-letters"), 403, "role.coordinators-only"),
        new("a replay of no dead letter", s => s.Host.Coordinator.PostsAsync(
            $"/api/dead-letters/{Guid.CreateVersion7()}/replay", "{}", Xunit.TestContext.Current.CancellationToken), 404, "dead-letter.unknown"),
        Faulty("a member with faults, all listed", s => s.Host.Coordinator.PostsAsync(
                "/api/people", """{"email":"nowhere","secondEmail":"a@b\n","webhookUrl":"http://example.org"}""", Xunit.TestContext.Current.CancellationToken),
            "displayName required", "email pattern", "function required", "secondEmail pattern", "webhookSecret required", "webhookUrl pattern"),
    ];

    static BadInput[] Addresses =>
    [
        new("no token", s => s.Stranger.GetsAsync("/api/referrals", Xunit.TestContext.Current.CancellationToken), 401, "token.invalid"),
        new("a token of their own making", s => s.Stranger.GetsAsync("/api/referrals", Xunit.TestContext.Current.CancellationToken, "eyJhbGciOiJub25lIn0.e30."), 401, "token.invalid"),
        new("a route that does not exist", s => s.Gets(host => host.Gp, "/api/horoscopes"), 404, "not-found"),
        new("a route outside of the API", s => s.Gets(host => host.Gp, "/admin.php"), 404, "not-found"),
        new("a method that the route does not know", s => s.Host.Gp.SendAsync(
            HttpMethod.Delete, $"/api/referrals/{s.Queued}", null, [], Xunit.TestContext.Current.CancellationToken), 405, "method.not-allowed"),
    ];

    static BadInput[] Lanes =>
    [
        new("the document of a lane that does not exist", s => s.Gets(host => host.Gp, "/api/lanes/astrology"), 404, "lane.unknown"),
        new("a lane version that does not exist", s => s.Gets(host => host.Gp, "/api/lanes/ecg?version=99"), 404, "lane.unknown"),
        new("a lane version in words", s => s.Gets(host => host.Gp, "/api/lanes/ecg?version=latest"), 400, "request.invalid"),
        new("a lane, edited by an expert", s => s.PutsLane(s.Host.Cardiologist, _ => { }), 403, "role.coordinators-only"),
        new("a lane, edited from an old version", s => s.PutsLane(s.Host.Coordinator, _ => { }, ifMatch: "\"0\""), 412, "precondition.stale"),
        // Found by tests/fuzz --seed 43: the second name was a failure.
        new("a lane that has a name twice", s => s.Host.Coordinator.PutsAsync("/api/lanes/ecg", """{"code":null,"code":"ecg"}""", Xunit.TestContext.Current.CancellationToken), 400, "body.malformed"),
        new("a lane that is no JSON", s => s.Host.Coordinator.PutsAsync("/api/lanes/ecg", "{", Xunit.TestContext.Current.CancellationToken), 400, "body.malformed"),
        Faulty("a lane under another's address", s => s.PutsLane(s.Host.Coordinator, _ => { }, "oncology"), "code not-allowed"),
        Faulty("a lane with faults, all listed", s => s.PutsLane(s.Host.Coordinator, lane =>
            {
                lane.Remove("title");
                lane["requesters"] = "everybody";
                lane["clock"]!["claimTimeout"] = "soon";
                lane["attachments"]!["min"] = -1;
                lane["colour"] = "red";
            }),
            "attachments.min too-small", "clock.claimTimeout pattern", "colour unknown-field", "requesters type", "title required"),
        Faulty("a lane that is no document", s => s.Host.Coordinator.PutsAsync(
                "/api/lanes/ecg", new JsonObject { ["code"] = "ecg" }.ToJsonString(), Xunit.TestContext.Current.CancellationToken),
            "answer required", "attachments required", "clock required", "declineReasons required", "desk required", "indications required", "need required",
            "request required", "requesters required", "returnLoop required", "title required", "version required"),
    ];
}
