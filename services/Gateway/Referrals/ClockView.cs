using CptsReferral.Referrals;
using CptsReferral.Referrals.Calendars;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Referrals;

/// <summary>The deadline explained: where it starts, what paused it, what was excluded, when it is due, under which lane version, what happens next.</summary>
public sealed record ClockView(
    string Lane,
    int LaneVersion,
    DateTimeOffset Start,
    DateTimeOffset? Due,
    bool Paused,
    bool AtRisk,
    bool Breached,
    IReadOnlyList<PauseView> Pauses,
    IReadOnlyList<StageView> Stages,
    ClockActView? Next,
    LaneText Explanation)
{
    public static ClockView Of(Referral referral, LaneDocument lane, DateTime nowUtc)
    {
        var reading = ReferralClock.Read(lane.Clock, referral.ClockFacts, nowUtc);
        var next = reading.Acts.FirstOrDefault(act => act.DueUtc > nowUtc);
        return new ClockView(
            referral.Lane,
            referral.LaneVersion,
            ParisTime.Of(referral.SubmittedUtc),
            ParisTime.Of(reading.DueUtc),
            reading.Paused,
            reading.AtRisk,
            reading.Breached,
            [.. referral.Pauses.Select(pause => new PauseView(ParisTime.Of(pause.FromUtc), ParisTime.Of(pause.ToUtc)))],
            [.. reading.Stages.Select(stage => StageView.Of(stage, lane))],
            next is null ? null : new ClockActView(next.Stage, next.Kind, next.At, ParisTime.Of(next.DueUtc)),
            ClockSentence.Of(reading, referral));
    }
}

/// <summary>The clock stood still while the requester owed information.</summary>
public sealed record PauseView(DateTimeOffset From, DateTimeOffset? To);

/// <summary>One target of the lane and how it stands. Durations are ISO 8601.</summary>
public sealed record StageView(
    string Code,
    LaneText Title,
    string Duration,
    LaneCalendarKind Calendar,
    DateTimeOffset Start,
    DateTimeOffset? Due,
    DateTimeOffset? Met,
    bool Breached,
    string Used,
    string Remaining,
    IReadOnlyList<ExclusionView> Exclusions)
{
    public static StageView Of(StageReading reading, LaneDocument lane)
    {
        var stage = lane.Clock.Stages.Single(s => s.Code == reading.Code);
        return new StageView(
            reading.Code,
            stage.Title,
            Iso(reading.Duration),
            stage.Calendar.Kind,
            ParisTime.Of(reading.StartUtc),
            ParisTime.Of(reading.DueUtc),
            ParisTime.Of(reading.MetUtc),
            reading.Breached,
            Iso(reading.Used),
            Iso(reading.Remaining),
            [.. reading.Exclusions.Select(e => new ExclusionView(ParisTime.Of(e.FromUtc), ParisTime.Of(e.ToUtc), e.Reason, new LaneText(e.French, e.English)))]);
    }

    static string Iso(TimeSpan value) => System.Xml.XmlConvert.ToString(TimeSpan.FromSeconds(Math.Floor(value.TotalSeconds)));
}

/// <summary>Time that does not count, and why.</summary>
public sealed record ExclusionView(DateTimeOffset From, DateTimeOffset To, ExclusionReason Reason, LaneText Title);

/// <summary>What the clock does next, if nobody acts before.</summary>
public sealed record ClockActView(string Stage, ClockActKind Act, double AtFraction, DateTimeOffset At);
