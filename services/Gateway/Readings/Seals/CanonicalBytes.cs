using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CptsReferral.Gateway.Retention;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>What a MAC is made over: every field in its order with its length in front, so that none runs into the next. A change of this form is a
/// new form, beside this one: rows are never written again.</summary>
static class CanonicalBytes
{
    const byte Form = 1;

    /// <summary>Of a reading that has a purpose. One without keeps the first form: what was written before there were purposes stays proven.</summary>
    const byte FormWithPurpose = 2;

    const int Nothing = -1;

    /// <summary>All but the number, which the database gives; seals cover that.</summary>
    public static ReadOnlySpan<byte> Of(ContentAccess reading)
    {
        var bytes = Begin(reading.Purpose is null ? Form : FormWithPurpose);
        Put(bytes, reading.AtUtc);
        Put(bytes, reading.PersonId);
        Put(bytes, reading.Function);
        Put(bytes, reading.Kind.ToString());
        Put(bytes, reading.ReferralId);
        Put(bytes, reading.AttachmentId);
        Put(bytes, reading.Lane);
        Put(bytes, reading.Channel.ToString());
        Put(bytes, reading.Address);
        if (reading.Purpose is { } purpose)
            Put(bytes, purpose.ToString());
        return bytes.WrittenSpan;
    }

    public static ReadOnlySpan<byte> Of(ReadingSeal seal)
    {
        var bytes = Begin();
        Put(bytes, seal.Number);
        Put(bytes, seal.AtUtc);
        Put(bytes, seal.After);
        Put(bytes, seal.UpTo);
        Put(bytes, seal.Count);
        Put(bytes, seal.BeforeSealing);
        Put(bytes, seal.Rows);
        Put(bytes, seal.Previous);
        Put(bytes, seal.Key);
        return bytes.WrittenSpan;
    }

    public static ReadOnlySpan<byte> Of(ReadingCheck check)
    {
        var bytes = Begin();
        Put(bytes, check.AtUtc);
        Put(bytes, check.Readings);
        Put(bytes, check.Seals);
        Put(bytes, check.Findings);
        return bytes.WrittenSpan;
    }

    /// <summary>All but the number, which the database gives.</summary>
    public static ReadOnlySpan<byte> Of(Erasure erasure)
    {
        var bytes = Begin();
        Put(bytes, erasure.OriginId);
        Put(bytes, erasure.Reference);
        Put(bytes, erasure.AtUtc);
        Put(bytes, erasure.RestedSinceUtc);
        Put(bytes, erasure.ArchivedUtc);
        Put(bytes, erasure.Referrals);
        Put(bytes, erasure.Answers);
        Put(bytes, erasure.Notes);
        Put(bytes, erasure.Files);
        Put(bytes, erasure.Bytes);
        return bytes.WrittenSpan;
    }

    static ArrayBufferWriter<byte> Begin(byte form = Form)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write([form]);
        return bytes;
    }

    // As stored: to the microsecond, the finest grain that every engine keeps.
    static void Put(ArrayBufferWriter<byte> bytes, DateTime atUtc) => Put(bytes, atUtc.Ticks / TimeSpan.TicksPerMicrosecond);

    static void Put(ArrayBufferWriter<byte> bytes, long number)
    {
        Span<byte> eight = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        Put(bytes, eight);
    }

    static void Put(ArrayBufferWriter<byte> bytes, Guid? id)
    {
        Span<byte> sixteen = stackalloc byte[16];
        if (id?.TryWriteBytes(sixteen, bigEndian: true, out _) is true)
            Put(bytes, sixteen);
        else
            PutLength(bytes, Nothing);
    }

    static void Put(ArrayBufferWriter<byte> bytes, string? text)
    {
        if (text is null)
            PutLength(bytes, Nothing);
        else
            Put(bytes, Encoding.UTF8.GetBytes(text));
    }

    static void Put(ArrayBufferWriter<byte> bytes, ReadOnlySpan<byte> field)
    {
        PutLength(bytes, field.Length);
        bytes.Write(field);
    }

    static void PutLength(ArrayBufferWriter<byte> bytes, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
        bytes.Advance(sizeof(int));
    }
}
