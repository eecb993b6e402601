namespace CptsReferral.Support.Deployed;

/// <summary>One length-delimited field of a protobuf message; numbers are passed over.</summary>
readonly record struct ProtoField(int Number, byte[] Bytes)
{
    const int LengthDelimited = 2;

    public static List<ProtoField> Read(byte[] message)
    {
        var fields = new List<ProtoField>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            switch ((int)tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case LengthDelimited:
                    var length = (int)Varint(message, ref at);
                    fields.Add(new ProtoField((int)(tag >> 3), message[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new FormatException("Not a protobuf message.");
            }
        }

        return fields;
    }

    static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
