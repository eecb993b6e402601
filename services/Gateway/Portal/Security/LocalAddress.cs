namespace CptsReferral.Gateway.Portal.Security;

/// <summary>An address that came with a request and may be gone to: on this site, or not at all.</summary>
static class LocalAddress
{
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.AsSpan().ContainsAny('\r', '\n', '\t') ? address : otherwise;
}
