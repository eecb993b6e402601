namespace CptsReferral.Delivery;

/// <summary>How answers come home.</summary>
sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Where people reach the switchboard; notices link there.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Functions of the people who phone requesters that opened their answer on no channel; default <c>radiology-secretary</c>.</summary>
    // Lists are appended to when bound, so the default is not an initialiser.
    public IList<string> CallListFunctions { get; set; } = [];

    public IReadOnlyList<string> Callers => CallListFunctions is { Count: > 0 } functions ? [.. functions] : ["radiology-secretary"];

    /// <summary>The page of one request. The id tells nothing about anybody.</summary>
    public Uri LinkTo(Guid referralId) => new($"{PublicUrl.TrimEnd('/')}/r/{referralId:D}");
}
