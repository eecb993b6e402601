using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>How every operation is reached so that it can succeed: who calls, on what, with which values. Where there is nothing to act on yet, the
/// operation that makes it is called instead.</summary>
sealed partial class Ways(Stock known)
{
    readonly Stock stock = known;

    /// <summary>Nothing is ever dead here that could be sent again.</summary>
    public const string NeverSucceeds = "replayDeadLetter";

    static readonly string[] Causes = ["Absence", "Panne", "Surcharge"];

    /// <summary>Whether it is known how to reach an operation.</summary>
    public static bool Knows(string operation) => Table.ContainsKey(operation);

    static readonly Dictionary<string, Func<Ways, Making, Making>> Table = new(StringComparer.Ordinal)
    {
        ["getLaneSchema"] = (_, making) => making.At("/schemas/lane.json"),
        ["submitReferral"] = (ways, making) => ways.Submit(making),
        ["listReferrals"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/referrals").With(ways.Filtered(making)),
        ["searchReferrals"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/referrals/search").Set("text", "DURAND"),
        ["getReferral"] = (ways, making) => ways.Reads(making, ""),
        ["getReferralClock"] = (ways, making) => ways.Reads(making, "/clock"),
        ["listReaders"] = (ways, making) => ways.Reads(making, "/readers"),
        ["claimReferral"] = (ways, making) => ways.Claim(making),
        ["releaseReferral"] = (ways, making) => ways.ByHolder(making, "release"),
        ["informationRequestReferral"] = (ways, making) => ways.ByHolder(making, "information-request"),
        ["contactAttemptReferral"] = (ways, making) => ways.ByHolder(making, "contact-attempt"),
        ["answerReferral"] = (ways, making) => ways.ByHolder(making, "answer", (json, known) => ways.Answer(json, known, making)),
        ["amendmentReferral"] = (ways, making) => ways.Move(making, "amendment", "answerReferral", one => one.Holder, (json, known) => ways.Answer(json, known, making), Place.Answered),
        ["declineReferral"] = (ways, making) => ways.ByHolder(making, "decline", (json, known) => json["reason"] = making.OneOf(ways.stock.Lane(known.Lane).GetProperty("declineReasons"))),
        ["redirectReferral"] = (ways, making) => ways.ByHolder(making, "redirect", (json, known) => json["lane"] = ways.OtherLane(making, known)),
        ["informationReferral"] = (ways, making) => ways.Move(making, "information", "informationRequestReferral", one => one.Requester, null, Place.AwaitingInformation),
        ["cancelReferral"] = (ways, making) => ways.Move(making, "cancel", "submitReferral", one => one.Requester, null, Place.Queued, Place.Claimed),
        ["openReferral"] = (ways, making) => ways.Move(making, "open", "answerReferral", one => one.Requester, null, Place.Answered),
        ["closeReferral"] = (ways, making) => ways.Move(making, "close", "openReferral", one => one.Requester, null, Place.Opened),
        ["uploadAttachment"] = (ways, making) => Upload(making.By(ways.Clinician(making)), making.Random.Pick(ValidFiles.All)),
        ["getAttachment"] = (ways, making) => ways.Download(making, "/api/attachments/"),
        ["getWorklist"] = (ways, making) => ways.Worklist(making, "").With(Paged(making)),
        ["searchWorklist"] = (ways, making) => ways.Worklist(making, "/search").Set("text", "DURAND"),
        ["listLanes"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/lanes"),
        ["getLane"] = (ways, making) => making.By(ways.Anybody(making)).At($"/api/lanes/{ways.LaneCode(making)}").With(making.Random.Next(2) == 0 ? [] : [("version", "1")]),
        ["putLane"] = (ways, making) => ways.PutLane(making),
        ["listNamedDoctors"] = (ways, making) => ways.Doctors(making),
        ["getBoard"] = (ways, making) => making.By(ways.Coordinator).At("/api/board"),
        ["listBreaches"] = (ways, making) => making.By(ways.Coordinator).At("/api/breaches").With(Paged(making)),
        ["setBreachCause"] = (ways, making) => ways.stock.Breaches.Peek(making.Random) is { } id
            ? making.By(ways.Coordinator).At($"/api/breaches/{id}").Set("cause", making.Random.Pick(Causes))
            : ways.InsteadOrInVain("listBreaches", making),
        ["getCallList"] = (ways, making) => making.By(ways.stock.Member("demo-secretary")).At("/api/call-list"),
        ["settleCall"] = (ways, making) => ways.stock.Calls.Take(_ => true) is { } id
            ? making.By(ways.stock.Member("demo-secretary")).At($"/api/call-list/{id}/settle")
            : ways.InsteadOrInVain("getCallList", making),
        ["listPeople"] = (ways, making) => making.By(ways.Coordinator).At("/api/people").With(Paged(making)),
        ["addPerson"] = (ways, making) => ways.AddPerson(making),
        ["invitePerson"] = (ways, making) => ways.OfPerson(making, "activation"),
        ["signPersonOut"] = (ways, making) => ways.OfPerson(making, "sign-out"),
        ["rotateCredentials"] = (ways, making) => ways.OfPerson(making, "credentials"),
        ["getMe"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/me"),
        ["listReadings"] = (ways, making) => making.By(ways.Officer).At("/api/readings").With(Paged(making)),
        ["readRecord"] = (ways, making) => making.By(ways.Officer).At("/api/readings/record"),
        ["breakGlass"] = (ways, making) => ways.stock.References.Peek(making.Random) is { } reference
            ? making.By(ways.Clinician(making)).At("/api/break-glass").Set("reference", reference)
            : ways.Instead("submitReferral", making),
        ["listBreakGlass"] = (ways, making) => making.By(ways.Officer).At("/api/break-glass").With(Paged(making)),
        ["reviewBreakGlass"] = (ways, making) => ways.stock.Openings.Take(_ => true) is { } id
            ? making.By(ways.Officer).At($"/api/break-glass/{id}/review")
            : ways.Instead("breakGlass", making),
        ["getRetention"] = (ways, making) => making.By(ways.Officer).At("/api/retention"),
        ["listErasures"] = (ways, making) => making.By(ways.Officer).At("/api/retention/erasures").With(Paged(making)),
        ["listHolds"] = (ways, making) => making.By(ways.Officer).At("/api/retention/holds"),
        ["holdReferral"] = (ways, making) => ways.stock.References.Peek(making.Random) is { } reference
            ? making.By(ways.Officer).At($"/api/retention/holds/{reference}")
            : ways.Instead("submitReferral", making),
        ["liftHold"] = (ways, making) => ways.stock.Holds.Take(_ => true) is { } reference
            ? making.By(ways.Officer).At($"/api/retention/holds/{reference}")
            : ways.Instead("holdReferral", making),
        ["getRota"] = (ways, making) => making.By(ways.Anybody(making)).At($"/api/rotas/{ways.Desk(making)}"),
        ["addShift"] = (ways, making) => ways.AddShift(making),
        ["removeShift"] = (ways, making) => ways.stock.Shifts.Take(_ => true) is [var shift]
            ? making.By(ways.Coordinator).At($"/api/rotas/{shift.Desk}/{shift.Id}")
            : ways.InsteadOrInVain("addShift", making),
        ["getReconciliation"] = (ways, making) => making.By(ways.Coordinator).At("/api/reconciliation"),
        ["listDeadLetters"] = (ways, making) => making.By(ways.Coordinator).At("/api/dead-letters"),
        ["replayDeadLetter"] = (ways, making) => making.By(ways.Coordinator).At($"/api/dead-letters/{making.SomeId()}/replay"),
        ["streamEvents"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/events"),
        ["listInbox"] = (ways, making) => making.By(ways.Anybody(making)).At("/api/inbox").With(Paged(making)),
        ["signIn"] = (ways, making) => making.At("/connect/token").Bytes(
            $"grant_type=client_credentials&client_id={ways.Anybody(making).Name}&client_secret=demo", "application/x-www-form-urlencoded"),
        ["getLiveness"] = (_, making) => making.At("/health/live"),
        ["getReadiness"] = (_, making) => making.At("/health/ready"),
        ["getMetrics"] = (_, making) => making.At("/metrics"),
        ["getDescription"] = (_, making) => making.At("/openapi/v1.json"),
        ["beginUpload"] = (ways, making) => making.By(ways.stock.Member("demo-gp")).At("/uploads").Tus().Piece(making.Random.Pick(ValidFiles.All)),
        ["tellUpload"] = (ways, making) => ways.Tell(making),
        ["appendUpload"] = (ways, making) => ways.Append(making),
        ["discardUpload"] = (ways, making) => ways.Discard(making),
        ["getFile"] = (ways, making) => ways.Download(making, "/files/"),
    };

    Member Coordinator => stock.Member("demo-coordinator");

    Member Officer => stock.Member("demo-data-protection");

    /// <summary>A request that can succeed.</summary>
    public Draft Valid(ApiOperation operation, Random random, string word) => Table.TryGetValue(operation.Id, out var way)
        ? way(this, new Making(operation, stock, random, word)).Draft
        : throw new InvalidOperationException($"It is not known how to reach {operation} ({operation.Id}).");

    /// <summary>Something of the stock, whoever it belongs to.</summary>
    public string AnyId(Random random) => stock.Peek(random)?.Id.ToString() ?? "00000000-0000-7000-8000-000000000000";

    /// <summary>The operation that makes what is missing, or now and then this one on something that there is not.</summary>
    Making InsteadOrInVain(string operation, Making making)
    {
        if (!making.Random.Once(3))
            return Instead(operation, making);
        var path = making.Draft.Path.Replace("{desk}", Desk(making), StringComparison.Ordinal);
        return making.By(Coordinator).At(path[..path.IndexOf('{', StringComparison.Ordinal)] + making.SomeId() + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>The operation that makes what is missing.</summary>
    Making Instead(string operation, Making making) => Table[operation](this, making.Instead(operation));
}
