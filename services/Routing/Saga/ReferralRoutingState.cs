using CptsReferral.Contracts.Routing;
using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>The row of one referral's saga. It holds ids and instants only: what the referral says is read from the referral.
/// The row stays when the referral is settled, so that a late duplicate meets it instead of starting another life.</summary>
sealed class ReferralRoutingState : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The referral.</summary>
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    /// <summary>Version of the last fact that was acted on; older facts change nothing.</summary>
    public int SeenVersion { get; set; }

    public string Lane { get; set; } = "";

    /// <summary>0 until the clock was read for the first time.</summary>
    public int LaneVersion { get; set; }

    /// <summary>Token of the scheduled <see cref="ClockAlarm"/>.</summary>
    public Guid? ClockAlarmToken { get; set; }

    /// <summary>When the next act falls due; null while nothing is to come.</summary>
    public DateTime? NextAlarmUtc { get; set; }

    /// <summary>Whether the alarm that is set is the one for <see cref="NextAlarmUtc"/>; known while a step runs, not stored.</summary>
    public bool AlarmStands { get; set; }

    /// <summary>Since when the running stage is late; null while it is not.</summary>
    public DateTime? LateSinceUtc { get; set; }
}
