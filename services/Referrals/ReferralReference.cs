namespace CptsReferral.Referrals;

/// <summary>A short reference that people can say on the phone, such as <c>R-7KQ2-M4XD</c>: 40 random bits of the id in Crockford's base 32,
/// which has no letter that sounds or looks like a digit.</summary>
public static class ReferralReference
{
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        ulong bits = 0;
        foreach (var b in bytes[^5..])
            bits = (bits << 8) | b;
        return string.Create(11, bits, static (span, bits) =>
        {
            "R-____-____".CopyTo(span);
            for (var i = span.Length - 1; i > 1; i--)
            {
                if (span[i] == '-')
                    continue;
                span[i] = Alphabet[(int)(bits & 31)];
                bits >>= 5;
            }
        });
    }
}
