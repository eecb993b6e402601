using System.Net;
using System.Text.Json;
using CptsReferral.Fuzz.Scene;
using CptsReferral.Support;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Fuzz.Checking;

/// <summary>What must be true once all requests were answered: everything acknowledged is whole, nothing else is there, the host is well.</summary>
sealed class AfterTheRun(Playground playground, Ledger ledger, string prefix)
{
    static readonly TimeSpan ComesToRest = TimeSpan.FromMinutes(3);

    readonly StandaloneProcess switchboard = playground.Switchboard;

    public async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyList<RowIds> before, IReadOnlyList<MemorySample> memory, CancellationToken cancellation) =>
    [
        .. await IsWellAsync(cancellation),
        .. await IsAccountedForAsync(cancellation),
        .. await IsReadableAsync(cancellation),
        .. Leftovers.Of(before, await RowIds.ReadAsync(switchboard.Database, cancellation), ledger),
        .. MemoryRule.Check(memory),
        .. LogRule.Check(switchboard.Host.Lines(), prefix),
    ];

    async Task<IEnumerable<Violation>> IsWellAsync(CancellationToken cancellation)
    {
        var reply = await switchboard.Coordinator.GetsAsync("/health/ready", cancellation);
        return reply.Status == HttpStatusCode.OK ? [] : [new Violation("The host is well afterwards", $"{reply}")];
    }

    async Task<IEnumerable<Violation>> IsAccountedForAsync(CancellationToken cancellation)
    {
        var said = "";
        try
        {
            await Eventually.ShouldBeAsync(
                async () =>
                {
                    said = (await switchboard.Coordinator.GetsAsync("/api/reconciliation", cancellation)).Text;
                    return JsonElement.Parse(said) is var check && check.GetProperty("open").GetInt32() == check.GetProperty("accountedFor").GetInt32();
                },
                expected: true, cancellation, ComesToRest);
            return [];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return [new Violation("Every open request is accounted for", said)];
        }
    }

    async Task<IEnumerable<Violation>> IsReadableAsync(CancellationToken cancellation)
    {
        var violations = new List<Violation>();
        foreach (var submission in ledger.Submissions)
        {
            var reply = await switchboard.Persona(submission.Requester).ReadsAsync(submission.Id, cancellation);
            if (reply.Status != HttpStatusCode.OK)
                violations.Add(new Violation("What was acknowledged is readable and whole", $"{submission.Id}: {reply}"));
            else if (reply.Json.GetProperty("question").GetString() != submission.Question || reply.Json.GetProperty("attachments").GetArrayLength() < submission.Attachments)
                violations.Add(new Violation("What was acknowledged is readable and whole", $"{submission.Id} is not as it was"));
        }

        return violations;
    }
}
