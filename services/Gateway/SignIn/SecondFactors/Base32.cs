using System.Text;

namespace CptsReferral.Gateway.SignIn.SecondFactors;

/// <summary>RFC 4648: the alphabet of secrets that people may have to type.</summary>
static class Base32
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const int BitsPerLetter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= BitsPerLetter; bits -= BitsPerLetter)
                text.Append(Alphabet[(buffer >> (bits - BitsPerLetter)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
            text.Append(Alphabet[(buffer << (BitsPerLetter - bits)) & 31]);
        return text.ToString();
    }

    public static byte[] Decode(string text)
    {
        var bytes = new List<byte>(text.Length * BitsPerLetter / 8);
        var (buffer, bits) = (0, 0);
        foreach (var letter in text)
        {
            buffer = (buffer << BitsPerLetter) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += BitsPerLetter;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
