using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CptsReferral.Gateway.SignIn.SecondFactors;

/// <summary>
/// RFC 6238 as every authenticator application has it: SHA-1, six digits, thirty seconds, one step of tolerance. Identity's own provider
/// reads the machine's clock and takes the same code twice.
/// </summary>
static class Totp
{
    const int KeyBytes = 20;
    const int StepSeconds = 30;
    const int Digits = 6;
    const int Modulus = 1_000_000;

    public static string NewKey() => Base32.Encode(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What a camera reads into the application.</summary>
    public static string Address(string issuer, string name, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(name)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code this is, later than the last one used; null when it is none.</summary>
    public static long? Match(string key, string typed, DateTimeOffset now, long used)
    {
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        long? match = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (step > used && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
                match ??= step;
        }

        return match;
    }

    // RFC 4226, 5.3
    public static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The algorithm that authenticator applications have; HMAC does not rest on collisions.
        var mac = HMACSHA1.HashData(Base32.Decode(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % Modulus).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }
}
