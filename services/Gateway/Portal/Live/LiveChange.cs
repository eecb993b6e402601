using System.Text.Json.Serialization;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>One event. To a desk also whose it is now.</summary>
/// <param name="By">The name of who holds it.</param>
sealed record LiveChange(Guid Referral, LiveState? Now, string? By);

/// <summary>How a desk's referral stands for who listens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LiveState>))]
enum LiveState
{
    Free,
    Taken,
    Mine,

    /// <summary>On the list no more.</summary>
    Gone,
}
