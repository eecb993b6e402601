using System.Text.Json;
using CptsReferral.Fuzz.Description;

namespace CptsReferral.Fuzz.Scene;

/// <summary>What is known of the switchboard, and what there is to act on. Replies add to it.</summary>
sealed class Stock(ApiDescription description, IReadOnlyList<Member> members, IReadOnlyList<JsonElement> lanes, Func<TimeSpan> clock)
{
    static readonly TimeSpan ShortestWay = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(5);

    // Under so many requests the way to the desk takes a while, and what is claimed waits for that long.
    readonly Dictionary<Place, Shelf<KnownReferral>> referrals =
        Enum.GetValues<Place>().ToDictionary(place => place, place => place == Place.Queued ? new Shelf<KnownReferral>(10_000) : new Shelf<KnownReferral>());

    readonly Lock gate = new();
    TimeSpan wayToDesk = ShortestWay;

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

    /// <summary>How long a request takes to its worklist, as far as is known. Too early is a 409, and no harm.</summary>
    public TimeSpan WayToDesk
    {
        get
        {
            lock (gate)
                return wayToDesk;
        }
    }

    /// <summary>One had arrived, or not yet: the next ones are given a little less time, or more.</summary>
    public void LearnWay(bool arrived)
    {
        lock (gate)
            wayToDesk = TimeSpan.FromTicks(Math.Clamp((long)(wayToDesk.Ticks * (arrived ? 0.98 : 1.1)), ShortestWay.Ticks, LongestWay.Ticks));
    }

    public KnownReferral? Take(params ReadOnlySpan<Place> places)
    {
        var before = Now - WayToDesk;
        foreach (var place in places)
        {
            if (referrals[place].Take(one => place != Place.Queued || one.SeenAt < before) is { } taken)
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
