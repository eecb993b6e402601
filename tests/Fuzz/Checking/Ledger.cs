using System.Collections.Concurrent;
using System.Text.Json;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Checking;

/// <summary>What was sent and what was said to it: counts of everything, and every thing that was acknowledged.</summary>
sealed class Ledger
{
    /// <summary>Requests for help that are read again at the end, whatever the length of the run.</summary>
    const int ReadAgain = 1_000;

    const int Shown = 200;

    readonly ConcurrentDictionary<(string Operation, Kind Kind, int Status), int> counts = new();
    readonly ConcurrentDictionary<string, int> codes = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> mutations = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> refused = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<Violation> violations = new();
    readonly ConcurrentQueue<Submission> submissions = new();

    public IReadOnlyDictionary<(string Operation, Kind Kind, int Status), int> Counts => counts;

    public IReadOnlyDictionary<string, int> Codes => codes;

    public IReadOnlyDictionary<string, int> Mutations => mutations;

    /// <summary>Valid requests that were refused, by operation and reason: people are as much in each other's way.</summary>
    public IReadOnlyDictionary<string, int> Refused => refused;

    public IReadOnlyCollection<Violation> Violations => violations;

    public IReadOnlyCollection<Submission> Submissions => submissions;

    /// <summary>Ids of rows that replies told of, by table.</summary>
    public ConcurrentDictionary<(string Table, Guid Id), bool> Made { get; } = new();

    /// <summary>Ids of rows that replies told to be gone.</summary>
    public ConcurrentDictionary<(string Table, Guid Id), bool> Removed { get; } = new();

    public int Sent => counts.Values.Sum();

    /// <returns>Whether it is among those that are shown.</returns>
    public bool Add(Violation violation)
    {
        if (violations.Count >= Shown)
            return false;
        violations.Enqueue(violation);
        return true;
    }

    public void Add(Attempt attempt, Answer answer)
    {
        counts.AddOrUpdate((attempt.Operation?.Id ?? "(none)", attempt.Kind, answer.Status), 1, (_, count) => count + 1);
        mutations.AddOrUpdate(attempt.What, 1, (_, count) => count + 1);
        if (answer.Status >= 400)
            codes.AddOrUpdate($"{answer.Status} {answer.Member("code") ?? answer.Member("error") ?? "(without a code)"}", 1, (_, count) => count + 1);
        if (attempt.Kind == Kind.Valid && answer.Status is < 200 or >= 400)
            refused.AddOrUpdate($"{attempt.Operation!.Id}: {answer.Status} {answer.Member("code")} {answer.Member("state")}{Fields(answer)}".TrimEnd(), 1, (_, count) => count + 1);
        if (answer.Status is >= 200 and < 300)
            Acknowledge(attempt, answer);
        if (answer.Status is 0 or (>= 200 and < 300))
            MayBeGone(attempt.Draft);
    }

    void Acknowledge(Attempt attempt, Answer answer)
    {
        var draft = attempt.Draft;
        if (draft.Method is "GET" or "HEAD")
            return;
        var json = answer.Json;
        switch (attempt.Operation?.Id)
        {
            case "submitReferral" when Id(json, "id") is { } id:
                Made[("Referral", id)] = true;
                if (submissions.Count < ReadAgain && draft.Caller is { } requester)
                    submissions.Enqueue(new Submission(id, requester.Name, json!.Value.GetProperty("question").GetString()!, json.Value.GetProperty("attachments").GetArrayLength()));
                break;
            case "redirectReferral" when Id(json, "redirectedTo") is { } next:
                Made[("Referral", next)] = true;
                break;
            case "uploadAttachment" when Id(json, "id") is { } file:
                Made[("Attachment", file)] = true;
                break;
            case "addPerson" when Id(json, "personId") is { } person:
                Made[("Person", person)] = true;
                break;
            case "addShift" when Id(json, "id") is { } shift:
                Made[("DutyShift", shift)] = true;
                break;
        }
    }

    // However the address was written; and where no reply came, it may have been done all the same.
    void MayBeGone(Draft draft)
    {
        if (draft.Method != "DELETE")
            return;
        foreach (var piece in draft.Path.Split('/', '?', ';'))
        {
            if (Guid.TryParse(Uri.UnescapeDataString(piece), out var gone))
                Removed[("DutyShift", gone)] = true;
        }
    }

    static string Fields(Answer answer) => answer.Json is { } json && json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
        ? string.Join(", ", errors.EnumerateArray().Select(error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}"))
        : "";

    static Guid? Id(JsonElement? json, string member) =>
        json is { } body && body.TryGetProperty(member, out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var value) ? value : null;
}

/// <summary>A request for help that was acknowledged.</summary>
sealed record Submission(Guid Id, string Requester, string Question, int Attachments);
