using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace CptsReferral.Support.Portal;

/// <summary>A person's authenticator application, written from RFC 6238 and not from our own code.</summary>
public static class Authenticator
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string CodeAt(string key, DateTimeOffset instant)
    {
        var secret = key.Replace(" ", "", StringComparison.Ordinal)
            .Aggregate(BigInteger.Zero, (number, letter) => (number * 32) + Alphabet.IndexOf(letter, StringComparison.Ordinal))
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        var bytes = new byte[20];
        secret.CopyTo(bytes, bytes.Length - secret.Length);
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, instant.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // What authenticator applications have.
        var mac = HMACSHA1.HashData(bytes, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[19] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
