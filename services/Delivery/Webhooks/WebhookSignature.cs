using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CptsReferral.Delivery.Webhooks;

/// <summary>Proves to the receiver that the switchboard sent this body at this time: <c>t=&lt;unix seconds&gt;,v1=&lt;hex&gt;</c>, where v1 is
/// HMAC-SHA256, keyed with the shared secret, of <c>t + "." + body</c>.</summary>
static class WebhookSignature
{
    public const string Header = "X-Cpts-Signature";

    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var prefix = Encoding.ASCII.GetBytes(seconds + ".");
        byte[] signed = [.. prefix, .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }
}
