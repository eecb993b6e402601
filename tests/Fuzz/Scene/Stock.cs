using System.Text.Json;
using CptsReferral.Fuzz.Description;

namespace CptsReferral.Fuzz.Scene;

/// <summary>What is known of the switchboard, and what there is to act on. Replies add to it.</summary>
sealed class Stock(ApiDescription description, IReadOnlyList<Member> members, IReadOnlyList<JsonElement> lanes, Func<TimeSpan> clock)
{
    // The saga puts it on the worklist within this; too early is a 409, and no harm.
    static readonly TimeSpan ReachesDesk = TimeSpan.FromSeconds(2);

    readonly Dictionary<Place, Shelf<KnownReferral>> referrals = Enum.GetValues<Place>().ToDictionary(place => place, _ => new Shelf<KnownReferral>());

    public ApiDescription Description => description;

    public IReadOnlyList<Member> Members => members;

    public IReadOnlyList<JsonElement> Lanes => lanes;

    public TimeSpan Now => clock();

    public Shelf<KnownFile> Files { get; } = new(100);

    /// <summary>Files that some referral names.</summary>
    public Shelf<KnownFile> UsedFiles { get; } = new();

    public Shelf<KnownUpload> Uploads { get; } = new(100);

    public Shelf<(string Desk, Guid Id)[]> Shifts { get; } = new();

    public Shelf<string> People { get; } = new();

    /// <summary>Of referrals, as people say them.</summary>
    public Shelf<string> References { get; } = new(100);

    /// <summary>References that are kept whatever the periods say.</summary>
    public Shelf<string> Holds { get; } = new();

    /// <summary>Of requests in an emergency, that nobody has reviewed.</summary>
    public Shelf<string> Openings { get; } = new();

    public Shelf<string> Breaches { get; } = new();

    public Shelf<string> Calls { get; } = new();

    public Shelf<string> Cursors { get; } = new();

    public Member Member(string name) => members.First(member => member.Name == name);

    public IReadOnlyList<Member> Of(JsonElement functions)
    {
        var names = functions.EnumerateArray().Select(function => function.GetString()).ToList();
        return [.. members.Where(member => names.Contains(member.Function))];
    }

    public JsonElement Lane(string code) => lanes.First(lane => lane.GetProperty("code").GetString() == code);

    public KnownReferral? Take(params ReadOnlySpan<Place> places)
    {
        foreach (var place in places)
        {
            if (referrals[place].Take(one => place != Place.Queued || Now - one.SeenAt > ReachesDesk) is { } taken)
                return taken;
        }

        return null;
    }

    public KnownReferral? Peek(Random random)
    {
        var places = referrals.Values.ToList();
        for (var first = random.Next(places.Count); places.Count > 0; first = random.Next(places.Count))
        {
            if (places[first].Peek(random) is { } found)
                return found;
            places.RemoveAt(first);
            if (places.Count == 0)
                break;
        }

        return null;
    }

    public void Put(KnownReferral referral) => referrals[referral.Place].Put(referral);
}
