namespace CptsReferral.Drills.Checking.Rules;

/// <summary>A repeat under the same identity is recognised by its reader; the same news under another identity is not.</summary>
sealed class NobodyIsToldTwice : IRule
{
    public string Name => "Nobody is told twice";

    public IEnumerable<Violation> Check(Case drill)
    {
        foreach (var news in drill.Evidence.Arrivals.GroupBy(arrival => (arrival.Channel, arrival.Person, arrival.Referral, arrival.About)))
        {
            var (times, happened) = (news.Select(arrival => arrival.Identity).Distinct(StringComparer.Ordinal).Count(), Happened(drill, news.Key.Referral, news.Key.About));
            // An inbox keeps what it was told: there the same identity twice is two entries.
            if (news.Key.Channel == "inbox" && news.GroupBy(arrival => arrival.Identity, StringComparer.Ordinal).Max(same => same.Count()) is > 1 and var entries)
                (times, happened) = (entries, 1);
            if (times > happened)
            {
                yield return new Violation(
                    Name, news.Key.Referral, $"by {news.Key.Channel}, {Who(drill, news.Key.Person)} was told “{news.Key.About}” {times} times for {happened}", drill.About(news.Key.Referral));
            }
        }
    }

    /// <summary>How often there was a reason to tell it. What a clock tells has reasons that are no moves: only its repeats are looked at.</summary>
    static int Happened(Case drill, Guid referral, string about)
    {
        var move = about switch
        {
            "answer" => "answered",
            "amendment" => "amended",
            "information-request" => "information-requested",
            _ => about,
        };
        var moves = drill.Find(referral)?.Timeline.Count(seen => seen.Kind == move) ?? 0;
        return moves > 0 ? moves : move == about ? int.MaxValue : 1;
    }

    static string Who(Case drill, Guid person) => drill.Evidence.Names.GetValueOrDefault(person, "somebody");
}
