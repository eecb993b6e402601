namespace CptsReferral.Routing.Reconciliation;

/// <summary>What this process saw at its last check and does not believe yet: referral, saga and journal are read one after the other while
/// everybody works, so a difference counts when it is seen again and nothing about it has moved.</summary>
sealed class Suspicions
{
    Dictionary<Guid, Seen> last = [];
    Dictionary<Guid, Seen> now = [];

    /// <summary>Notes a difference; true when the last check saw the same.</summary>
    public bool Confirms(Sight sight, string kind)
    {
        var seen = new Seen(kind, sight.Version, sight.SagaVersion);
        now[sight.ReferralId] = seen;
        return last.TryGetValue(sight.ReferralId, out var before) && before == seen;
    }

    /// <summary>A check ended; what it saw is what the next one compares with.</summary>
    public void Turn() => (last, now) = (now, []);

    sealed record Seen(string Kind, int Version, int? SagaVersion);
}
