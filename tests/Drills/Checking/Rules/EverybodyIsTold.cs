namespace CptsReferral.Drills.Checking.Rules;

/// <summary>What came back reached its requester: an inbox entry and a mail for every answer, correction, refusal, redirection and question.</summary>
sealed class EverybodyIsTold : IRule
{
    static readonly Dictionary<string, string> News = new(StringComparer.Ordinal)
    {
        ["answered"] = "answer",
        ["amended"] = "amendment",
        ["declined"] = "declined",
        ["redirected"] = "redirected",
        ["information-requested"] = "information-request",
    };

    public string Name => "Everybody is told";

    public IEnumerable<Violation> Check(Case drill)
    {
        var told = drill.Evidence.Arrivals.Select(arrival => (arrival.Channel, arrival.Person, arrival.Referral, arrival.About)).ToHashSet();
        foreach (var referral in drill.Evidence.Referrals)
        {
            foreach (var (move, about) in News.Where(news => referral.Timeline.Any(seen => seen.Kind == news.Key)))
            {
                foreach (var channel in (string[])["inbox", "mail"])
                {
                    if (!told.Contains((channel, referral.Requester, referral.Id, about)))
                        yield return new Violation(Name, referral.Id, $"it was {move} and its requester was not told by {channel}", drill.About(referral.Id));
                }
            }

            // Delivered is a fact that only a channel makes true, or the requester who opened first.
            if (referral.Status == "answered")
                yield return new Violation(Name, referral.Id, "its answer is not delivered", drill.About(referral.Id));
        }
    }
}
