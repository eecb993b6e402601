using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;

namespace CptsReferral.Support.Delivery;

/// <summary>What a delivery host of a spec is made of.</summary>
public sealed record DeliveryPlan(SpecDatabase Database, SpecBus Bus)
{
    public const string PublicUrl = "https://cpts.example.org/referrals";

    /// <summary>Unset, mail goes to a pickup folder.</summary>
    public SmtpPeer? Smtp { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
