using CptsReferral.Referrals.Calendars;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Clocks;

/// <summary>
/// Reads the clock of a referral: a pure function of the lane version it was posted under and of what happened to it, so that
/// the same facts give the same deadlines for ever. A deadline is the first instant that is too late.
/// </summary>
public static class ReferralClock
{
    /// <summary>What the clock says at <paramref name="nowUtc"/>.</summary>
    public static ClockReading Read(LaneClock clock, ClockFacts facts, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(facts);
        var running = RunningTime.Of(facts);
        var paused = facts.CompletedUtc is null && !running.IsEndless;
        var acts = new List<ClockAct>();
        var stages = new List<StageReading>(clock.Stages.Count);
        var atRisk = false;
        foreach (var stage in clock.Stages)
        {
            var reading = Read(stage, facts, running, nowUtc);
            stages.Add(reading);
            if (reading.MetUtc is not null)
                continue;

            atRisk |= !reading.Breached && clock.Warnings.Count > 0 && reading.Used >= Part(stage.Duration, clock.Warnings.Max());
            AddActs(acts, clock, stage, facts, running);
        }

        if (facts is { ClaimedUtc: { } claimed, CompletedUtc: null } && clock.Stages is [.., var last]
            && running.Add(ServiceCalendar.Of(last.Calendar), claimed, clock.ClaimTimeout) is { } timeout)
        {
            acts.Add(new ClockAct(last.Code, 1, ClockActKind.ClaimTimeout, timeout));
        }

        return new ClockReading(
            stages,
            paused ? null : stages.Where(stage => stage.MetUtc is null).Min(stage => stage.DueUtc),
            paused,
            atRisk,
            stages.Any(stage => stage.Breached),
            [.. acts.OrderBy(act => act.DueUtc).ThenBy(act => act.Kind)]);
    }

    static StageReading Read(LaneStage stage, ClockFacts facts, RunningTime running, DateTime nowUtc)
    {
        var calendar = ServiceCalendar.Of(stage.Calendar);
        var due = running.Add(calendar, facts.StartUtc, stage.Duration);
        var met = MetUtc(stage, facts);
        var end = met ?? nowUtc;
        var used = running.OpenTime(calendar, facts.StartUtc, end);
        return new StageReading(
            stage.Code,
            facts.StartUtc,
            stage.Duration,
            due,
            met,
            Breached: due <= end,
            used,
            used < stage.Duration ? stage.Duration - used : TimeSpan.Zero,
            calendar.Exclusions(facts.StartUtc, due ?? end));
    }

    /// <summary>A referral that was declined or cancelled without a claim has had its first response too.</summary>
    static DateTime? MetUtc(LaneStage stage, ClockFacts facts) => stage.Code is LaneStage.FirstResponse
        ? facts.FirstResponseUtc is { } first && !(facts.CompletedUtc < first) ? first : facts.CompletedUtc
        : facts.CompletedUtc;

    static void AddActs(List<ClockAct> acts, LaneClock clock, LaneStage stage, ClockFacts facts, RunningTime running)
    {
        var calendar = ServiceCalendar.Of(stage.Calendar);
        foreach (var fraction in clock.Warnings)
            Add(fraction, ClockActKind.Warning);
        Add(1, ClockActKind.Breach);
        foreach (var rung in clock.Escalation)
        {
            if (rung.Stage is null || rung.Stage == stage.Code)
                Add(rung.At, rung.Act);
        }

        void Add(double at, ClockActKind kind)
        {
            if (running.Add(calendar, facts.StartUtc, Part(stage.Duration, at)) is { } due)
                acts.Add(new ClockAct(stage.Code, at, kind, due));
        }
    }

    /// <summary>In whole seconds: databases that keep microseconds must not move an act before or behind its own due time.</summary>
    static TimeSpan Part(TimeSpan duration, double fraction) => TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds * fraction));
}
