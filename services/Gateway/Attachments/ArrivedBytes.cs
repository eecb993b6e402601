namespace CptsReferral.Gateway.Attachments;

static class ArrivedBytes
{
    /// <summary>What the buffer holds: the buffer itself when it was made to measure, as it is when the sender says how much comes. A photograph is
    /// not copied once more only to be sealed.</summary>
    public static byte[] Whole(this MemoryStream buffer) => buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
}
