using CptsReferral.Drills.Checking;
using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Specs.Checking;

/// <summary>A drill that never happened: one request that went all the way, to be spoilt in one place.</summary>
sealed class InventedCase
{
    public static readonly Guid Referral = new("0198c0de-0000-7000-8000-00000000000a");
    public static readonly Guid Requester = new("0198c0de-0000-7000-8000-000000000001");
    public static readonly Guid Expert = new("0198c0de-0000-7000-8000-000000000002");
    public static readonly Guid Colleague = new("0198c0de-0000-7000-8000-000000000003");
    static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    public List<Operation> History { get; } =
    [
        Did(1, "submit", Requester, "k-1"),
        Did(2, "claim", Expert),
        Did(3, "answer", Expert, "k-1-1"),
        Did(4, "open", Requester),
    ];

    public ReferralSeen Seen { get; set; } = new()
    {
        Id = Referral,
        Lane = "ecg",
        Status = "delivered",
        Requester = Requester,
        Holder = Expert,
        Version = 6,
        Text = "Question inventée k-1.\nTexte inventé k-1-1.\n",
        Answer = "Texte inventé k-1-1.",
        Timeline = [Moved(1, "submitted", Requester), Moved(2, "queued"), Moved(3, "claimed", Expert), Moved(4, "answered", Expert), Moved(5, "delivered"), Moved(6, "opened", Requester)],
        Clock = new ClockSeen(6, NextAlarmUtc: null, IsSet: false),
    };

    public List<ReferralSeen> Others { get; } = [];

    public List<Arrival> Arrivals { get; } =
    [
        new("inbox", Requester, Referral, "answer", "return:a:answer:4"),
        new("mail", Requester, Referral, "answer", "1@example.org"),
        new("inbox", Expert, Referral, "queued", "queued:a"),
    ];

    public List<string> DeadLetters { get; } = [];

    public static Operation Did(int number, string kind, Guid person, string? token = null, Outcome outcome = Outcome.Ok, int status = 200, string? code = null) => new(
        number, kind, Referral, person, token, TimeSpan.FromSeconds(number), TimeSpan.FromSeconds(number + 0.5), outcome, status, code);

    public static MoveSeen Moved(int version, string kind, Guid? by = null) => new(version, kind, by, Noon.AddSeconds(version));

    public IReadOnlyList<Violation> Check() => Checker.Check(new Case(History, new Evidence
    {
        Referrals = [Seen, .. Others],
        Arrivals = Arrivals,
        DeadLetters = DeadLetters,
        LookedAtUtc = Noon.AddMinutes(5),
    }));

    /// <summary>The rules that were broken.</summary>
    public IReadOnlyList<string> Broken() => [.. Check().Select(violation => violation.Rule).Distinct(StringComparer.Ordinal)];
}
