using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CptsReferral.Drills.History;
using CptsReferral.Drills.Load;
using CptsReferral.Drills.Shapes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Drills.Checking;

/// <summary>Gathers the evidence: by the API as the people themselves, from the tables, from the mail server and the webhook.</summary>
sealed partial class EvidenceReader(Board board, Cast cast, RecordedCalls calls, TimeProvider time)
{
    // As long as the longest second wait of a message that failed, and some.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    const string Alarm = "ClockAlarm";

    DatabaseWitness Database => board.Switchboard.Database;

    /// <summary>Waits until nothing is under way any more, or patience runs out.</summary>
    /// <returns>What is left.</returns>
    public async Task<IReadOnlyList<string>> ComesToRestAsync(CancellationToken cancellation)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            var left = await UnderWayAsync(cancellation);
            if (left.Count == 0 || time.GetElapsedTime(startedAt) > Patience)
                return left;
            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }
    }

    public async Task<Evidence> ReadAsync(IReadOnlyList<string> unfinished, int poison, CancellationToken cancellation) => new()
    {
        Referrals = await ReferralsAsync(cancellation),
        Arrivals = [.. await InboxAsync(cancellation), .. Mails(), .. Webhooks()],
        DeadLetters =
        [
            .. (await Database.RowsAsync("OutboxMessage", ["MessageType", "FaultType", "DeadUtc"], cancellation))
                .Where(row => row.InstantOrNone("DeadUtc") is not null).Select(row => $"{ShortName(row.Text("MessageType"))}, {row.Text("FaultType")}"),
        ],
        ErrorQueues = await ErrorsAsync(cancellation),
        Poison = poison,
        Unfinished = unfinished,
        LookedAtUtc = time.GetUtcNow().UtcDateTime,
        Names = cast.Members.ToDictionary(member => member.Id, member => member.Name),
    };

    async Task<IReadOnlyList<string>> UnderWayAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // An alarm of a clock waits for its hour. Anything else is work, even when its next attempt is later: a notice that was not taken waits as well.
        return
        [
            .. (await Database.RowsAsync("OutboxMessage", ["MessageType", "DueUtc", "DeadUtc", "SendCount", "Redeliveries"], cancellation))
                .Where(row => row.InstantOrNone("DeadUtc") is null && (ShortName(row.Text("MessageType")) != Alarm || row.Instant("DueUtc") <= now))
                .Select(row => $"{ShortName(row.Text("MessageType"))}, sent {row.Number("SendCount")} times, put off {row.Number("Redeliveries")} times"),
        ];
    }

    async Task<IReadOnlyList<ReferralSeen>> ReferralsAsync(CancellationToken cancellation)
    {
        var rows = await Database.RowsAsync(
            "Referral", ["Id", "Lane", "Status", "RequesterId", "HolderId", "Version", "RedirectedFromId", "RedirectedToId"], cancellation);
        var moves = (await Database.RowsAsync("ReferralMove", ["ReferralId", "Version", "Kind", "ActorId", "AtUtc"], cancellation)).ToLookup(row => row.Id("ReferralId"));
        var sagas = (await Database.RowsAsync("ReferralRouting", ["CorrelationId", "SeenVersion", "NextAlarmUtc", "ClockAlarmToken"], cancellation))
            .ToDictionary(row => row.Id("CorrelationId"));
        var timers = (await Database.RowsAsync("OutboxMessage", ["TokenId"], cancellation)).Select(row => row.IdOrNone("TokenId")).OfType<Guid>().ToHashSet();
        var worklists = await WorklistsAsync(cancellation);

        var referrals = new List<ReferralSeen>();
        foreach (var row in rows.Where(row => cast.Of(row.Id("RequesterId")) is not null))
        {
            var id = row.Id("Id");
            var view = await ViewAsync(id, cast.Of(row.Id("RequesterId"))!, cancellation);
            var answer = view?.Json is { } json && json.TryGetProperty("answer", out var found) && found.ValueKind == JsonValueKind.Object ? found.GetProperty("text").GetString() : null;
            referrals.Add(new ReferralSeen
            {
                Id = id,
                Lane = row.Text("Lane"),
                Status = Kebab(row.Text("Status")),
                Requester = row.Id("RequesterId"),
                Holder = row.IdOrNone("HolderId"),
                Version = row.Number("Version"),
                RedirectedFrom = row.IdOrNone("RedirectedFromId"),
                RedirectedTo = row.IdOrNone("RedirectedToId"),
                Text = view is null ? "" : Words(view.Json),
                Answer = answer,
                IsReadable = view is not null,
                Timeline = [.. moves[id].Select(move => new MoveSeen(move.Number("Version"), Kebab(move.Text("Kind")), move.IdOrNone("ActorId"), move.Instant("AtUtc"))).OrderBy(move => move.Version)],
                Places = worklists[row.Text("Lane")].Count(place => place == id),
                Clock = sagas.TryGetValue(id, out var saga)
                    ? new ClockSeen(saga.Number("SeenVersion"), saga.InstantOrNone("NextAlarmUtc"), saga.IdOrNone("ClockAlarmToken") is { } token && timers.Contains(token))
                    : null,
            });
        }

        return referrals;
    }

    async Task<Dictionary<string, IReadOnlyList<Guid>>> WorklistsAsync(CancellationToken cancellation)
    {
        var worklists = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal);
        foreach (var lane in cast.Lanes)
        {
            worklists[lane] = await Worklists.ReadAsync(cast.Experts(lane)[0], lane, 0, calls, cancellation)
                ?? throw new InvalidOperationException($"The worklist of {lane} cannot be read although all has come to rest.");
        }

        return worklists;
    }

    async Task<Reply?> ViewAsync(Guid id, Member requester, CancellationToken cancellation) =>
        (await calls.ReadAsync(id, requester, 0, cancellation)).Reply ?? (await calls.ReadAsync(id, requester, 1, cancellation)).Reply;

    async Task<IReadOnlyList<Arrival>> InboxAsync(CancellationToken cancellation) =>
    [
        .. (await Database.RowsAsync("InboxEntry", ["PersonId", "ReferralId", "Kind", "Key"], cancellation))
            .Where(row => cast.Of(row.Id("PersonId")) is not null)
            .Select(row => new Arrival("inbox", row.Id("PersonId"), row.Id("ReferralId"), row.Text("Kind"), row.Text("Key"))),
    ];

    IEnumerable<Arrival> Mails() =>
        from mail in board.Mail.Received
        let person = cast.Members.FirstOrDefault(member => member.Email == mail.To)
        let link = Link().Match(mail.Text)
        where person is not null && link.Success
        select new Arrival("mail", person.Id, Guid.Parse(link.Groups["id"].Value), About(mail.Subject), mail.MessageId);

    IEnumerable<Arrival> Webhooks() =>
        from call in board.Webhook.Received
        let news = JsonElement.Parse(call.Text)
        select new Arrival(
            "webhook", cast.Requesters[0].Id, news.GetProperty("referral").GetProperty("id").GetGuid(), news.GetProperty("type").GetString()!["referral.".Length..], call.Header("X-Cpts-Delivery") ?? "");

    async Task<IReadOnlyDictionary<string, int>> ErrorsAsync(CancellationToken cancellation) => board.Split is not { } split
        ? new Dictionary<string, int>()
        : (await split.Queues.DepthsAsync(cancellation)).Where(queue => queue.Value > 0 && (queue.Key.EndsWith("_error", StringComparison.Ordinal) || queue.Key.EndsWith("_skipped", StringComparison.Ordinal)))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>What a mail tells, by the first words of its subject.</summary>
    static string About(string subject) => subject switch
    {
        _ when subject.StartsWith("Réponse disponible", StringComparison.Ordinal) => "answer",
        _ when subject.StartsWith("Réponse modifiée", StringComparison.Ordinal) => "amendment",
        _ when subject.StartsWith("Demande non acceptée", StringComparison.Ordinal) => "declined",
        _ when subject.StartsWith("Demande réorientée", StringComparison.Ordinal) => "redirected",
        _ when subject.StartsWith("Complément demandé", StringComparison.Ordinal) => "information-request",
        _ => subject,
    };

    /// <summary>Everything that somebody wrote: question, reasons, words of moves, all versions of the answer.</summary>
    static string Words(JsonElement view)
    {
        var words = new StringBuilder(view.GetProperty("question").GetString()).AppendLine();
        foreach (var move in view.GetProperty("timeline").EnumerateArray())
        {
            foreach (var part in (string[])["reason", "text"])
            {
                if (move.TryGetProperty(part, out var said) && said.ValueKind == JsonValueKind.String)
                    words.AppendLine(said.GetString());
            }
        }

        if (view.TryGetProperty("answer", out var answer) && answer.ValueKind == JsonValueKind.Object)
        {
            foreach (var version in answer.GetProperty("earlier").EnumerateArray().Prepend(answer))
                words.AppendLine(version.GetProperty("text").GetString());
        }

        return words.ToString();
    }

    static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    static string ShortName(string urns) => urns.Split(';')[0].Split(':')[^1];

    [GeneratedRegex(@"/r/(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
