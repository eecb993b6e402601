namespace CptsReferral.Drills.Checking.Rules;

/// <summary>No message failed for good but the poison, and none is left under way.</summary>
sealed class NoMessageFails : IRule
{
    public string Name => "No message fails for good, and none is left";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var dead in drill.Evidence.DeadLetters)
            yield return new Violation(Name, null, $"dead letter: {dead}", []);
        foreach (var left in drill.Evidence.Unfinished)
            yield return new Violation(Name, null, $"left in the journal: {left}", []);
        if (drill.Evidence.ErrorQueues.Values.Sum() > drill.Evidence.Poison)
            yield return new Violation(Name, null, $"{drill.Evidence.Poison} of poison, and in queues of errors {string.Join(", ", drill.Evidence.ErrorQueues.Select(queue => $"{queue.Key}: {queue.Value}"))}", []);
    }
}
