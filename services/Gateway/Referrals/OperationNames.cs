namespace CptsReferral.Gateway.Referrals;

static class OperationNames
{
    /// <summary><c>information-request</c> becomes <c>informationRequestReferral</c>.</summary>
    public static string Of(string move)
    {
        var parts = move.Split('-');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Referral";
    }
}
